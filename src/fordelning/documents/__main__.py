"""Print the JSON Schema, as `schema.json` has it. Never here: what it says.

python -m fordelning.documents > src/fordelning/documents/schema.json
"""

import json

from fordelning.documents import schema

print(json.dumps(schema(), ensure_ascii=False, indent=2))
