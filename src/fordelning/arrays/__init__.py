"""Largest remainder on arrays of numpy: what `apportion` gives, for a million weights at once.

Here lives `apportion_array`. It needs the extra `arrays`. Never here: other methods, codes,
or money; a unit is whatever the caller counts.
"""

from fordelning.arrays.apportion import apportion_array

__all__ = ["apportion_array"]
