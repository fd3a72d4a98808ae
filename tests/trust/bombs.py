"""YAML that means harm: small files that explode, run things, or are read otherwise than they look."""

from __future__ import annotations

LAUGHS = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10)
)
MERGES = "m0: &m0 {x: 1}\n" + "".join(f"m{n}: &m{n} {{<<: [*m{n - 1}, *m{n - 1}]}}\n" for n in range(1, 12))

HEAD = "aligntui: 1\nsession: {title: x}\n"

BOMBS: dict[str, bytes] = {
    name: text.encode() if isinstance(text, str) else text
    for name, text in {
        "billion laughs": LAUGHS,
        "quadratic": f"a: &a {'x' * 50_000}\nb: [{', '.join(['*a'] * 5000)}]\n",
        "merge bomb": MERGES,
        "one alias": "a: &a 1\nb: *a\n",
        "circle": "&a [*a]\n",
        "merge key": "a: {<<: {b: 1}}\n",
        "deep, 1,000": "[" * 1000 + "]" * 1000,
        "deep, 100,000": "[" * 100_000,
        "deep mapping": "{a: " * 100_000,
        "deep block": "\n".join(" " * n + "a:" for n in range(2000)),
        "deep keys": "? " * 50_000,
        "double keys": "aligntui: 1\naligntui: 1\nsession: {title: a}\n",
        "bad date": "aligntui: 1\nsession: {title: x, changed: 9999-99-99}\na: 9999-99-99\n",
        "five million digits": "aligntui: " + "9" * 5_000_000,
        "endless float": "aligntui: 1" + "e" + "9" * 1000,
        "python object": "aligntui: !!python/object/apply:os.system ['touch hit']\n",
        "python name": "aligntui: !!python/name:os.system\n",
        "own tag": "aligntui: !x 1\n",
        "binary tag": "aligntui: !!binary aGk=\n",
        "set tag": "aligntui: !!set {a, b}\n",
        "directive": "%TAG ! tag:evil,2000:\n---\naligntui: !a 1\n",
        "yaml 1.1": "%YAML 1.1\n---\naligntui: 1\n",
        "two documents": "aligntui: 1\n---\naligntui: 1\n",
        "escape sequences": 'aligntui: 1\n"\\e]0;pwned\\a": "\\e[2J\\e]52;c;ZXZpbA==\\e\\\\"\n',
        "bidi keys": 'aligntui: 1\n"a\\u202eb": 1\n"ab": 2\n',
        "half a character": 'aligntui: 1\nsession: {title: "\\ud83d"}\n',
        "nul": b"aligntui: 1\na: \x00\n",
        "latin-1": "aligntui: 1\nsession: {title: café}\n".encode("latin-1"),
        "utf-16": "aligntui: 1\n".encode("utf-16"),
        "utf-32": "aligntui: 1\n".encode("utf-32"),
        "bytes": bytes(range(256)) * 200,
        "eleven megabytes": "# " + "x" * 11_000_000,
        "many entries": "a: [" + "1, " * 300_000 + "1]",
        "many keys": "\n".join(f"k{n}: 1" for n in range(130_000)),
        "long key": "k" * 1_000_000 + ": 1\n",
        "key as list": "? [a, b]\n: 1\n",
        "tabs": "a:\n\t- 1\n",
        "never closed": "a: 'x\n" * 1000,
        "flow soup": "{[}]" * 1000,
        "anchors only": "".join(f"a{n}: &b{n} 1\n" for n in range(1000)),
        "empty": "",
        "blank": " \n\n \t\n",
        "only a comment": "# hello\n",
        "a word": "hello\n",
        "a list": "- 1\n- 2\n",
        "a number": "7\n",
        "wrong shapes": "aligntui: one\nsession: [1]\ncollections: {a: 7, b: [{}], c: [[1]]}\nrounds: x\n",
        "from tomorrow": "aligntui: 2\nsession: {title: x}\n",
        "archive from tomorrow": f"{HEAD}archive: {{format: 99, meta: '{{}}', tables: {{}}}}\n",
        "archive of nonsense": f"{HEAD}archive: {{format: 1, meta: '[', tables: {{items: {{a: '{{'}}}}}}\n",
    }.items()
}
"""Name -> file. Those of PLATFORM 5.4 stand first."""
