"""A text area as Textual has it, less work that it does at each letter without need."""

from __future__ import annotations

from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widgets import TextArea


class CalmArea(TextArea):
    """A text area that looks up its styles when they may have changed, not whenever a letter is drawn."""

    _styled: object = None
    """The theme that has the styles as they are now."""

    def notify_style_update(self) -> None:
        """Have the styles looked up once more."""
        self._styled = None
        super().notify_style_update()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines; Textual puts another theme in place of the present one where colours change."""
        if not self._component_styles:
            # A part of the screen may be painted before what was just put there has its styles.
            return [Strip.blank(crop.width)] * crop.height
        if self._styled is not self._theme:
            self._styled = self._theme
            return super().render_lines(crop)
        return super(TextArea, self).render_lines(crop)

    def _size_updated(
        self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True
    ) -> bool:
        # Where somebody asked for its place before the first layout, Textual tells of no size: what is behind
        # the edge would never be seen.
        if size != self._size:
            self.call_after_refresh(self._wrap)
        return super()._size_updated(size, virtual_size, container_size, layout)

    def _wrap(self) -> None:
        if self.wrapped_document._width != self.wrap_width:
            self._rewrap_and_refresh_virtual_size()
