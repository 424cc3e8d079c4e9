"""Random numbers by name, so that a new draw never moves an old one."""

import random
from hashlib import blake2b

from .planted import SEED


def stream(*key: object) -> random.Random:
    """Return the generator of one purpose and thing, as in `stream("basket", customer_id, day)`."""
    return random.Random("/".join([SEED, *map(str, key)]))


def share(*key: object) -> float:
    """Return the one uniform number in [0, 1) that belongs to a key."""
    digest = blake2b("/".join([SEED, *map(str, key)]).encode(), digest_size=8).digest()
    # 53 bits are what a float holds; more could round up to one
    return (int.from_bytes(digest, "big") >> 11) / 2**53
