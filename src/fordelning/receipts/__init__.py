"""Receipts (beräkningsintyg): proof of what was computed, to be computed again years later.

Never here: agreements as documents, or a signature of who computed.
"""

from fordelning.receipts.issuing import issue
from fordelning.receipts.receipt import (
    Certificate,
    Digests,
    OwnReading,
    PotResult,
    Receipt,
    Versions,
)
from fordelning.receipts.text import read
from fordelning.receipts.verifying import Difference, Verification, verify

__all__ = [
    "Certificate",
    "Difference",
    "Digests",
    "OwnReading",
    "PotResult",
    "Receipt",
    "Verification",
    "Versions",
    "issue",
    "read",
    "verify",
]
