"""The screens: home, chooser, workshop shell, guide, results, keys."""
