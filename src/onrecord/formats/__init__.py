"""Records out, in the forms of the field.

`FORMS` has every form by its name (`forms`); `write` puts records into a file; each form is a module with a
function from records and a stream to sentences on what it could not carry. `tables` are rows by the `columns`
that a struct says; `annotation` and `linked_data` are JSON-LD with names from `iris`; `losses` tells losses.
"""

from onrecord.formats.forms import FORMS, Form
from onrecord.formats.writing import write

__all__ = ["FORMS", "Form", "write"]
