"""What an e-mail address is."""

import re

_ADDRESS = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9]+(-+[A-Za-z0-9]+)*"
    r"(\.[A-Za-z0-9]+(-+[A-Za-z0-9]+)*)*",
    re.ASCII,
)
_LONGEST = 254


def is_mail_address(text: str) -> bool:
    """Whether a text is one e-mail address in ASCII, of at most 254 characters, and no more.

    As the HTML standard has it: nothing in it can end a header or begin another address.
    """
    return len(text) <= _LONGEST and _ADDRESS.fullmatch(text) is not None
