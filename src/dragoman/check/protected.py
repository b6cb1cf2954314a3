"""The rules on which publication rests, which no comment and no setting of a desk may weaken."""

# Each word stands where its pin leads, a person has approved it, and the number is the dispatch's own address.
PROTECTED = frozenset(["QUO001", "QUO002", "QUO003", "PIN001", "PIN002", "META001"])
# What tells of bad comments cannot be silenced by one.
UNIGNORABLE = frozenset(["IGN001"])
