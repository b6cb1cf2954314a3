"""What the checker rightly finds in the published parallel texts: faults of theirs, each looked at by a person.

A document made of such a text is not faithful, and what is found there is no false alarm. The text of each is FLORES.
"""

from dragoman.model.finding import Finding

# A rule, words of its message, and what is true.
TRUE = (
    ("TRN001", 'has "20", the original lacks', "the Arabic line is the translation of another English one"),
    ("TRN001", 'has "seventy"', "English: seventy kilometres; Spanish: 60 km"),
    ("TRN001", 'has "2009"', "English: the 2009 season; French: 2019"),
    ("TRN001", 'has "330,000"', "English: 330,000 people; Spanish: 333 000"),
    ("TRN001", 'has "18", the original lacks', "English: March 18, 1965; Spanish: March 1965"),
    ("TRN001", 'has "2001", the original lacks', "English: September 11, 2001; Spanish: September 11"),
    ("TRN001", 'has "1.5 million", the original lacks', "English: 1.5 million herbivores; Hebrew: 1.5 herbivores"),
    ("TRN001", 'has "السادس عشر"', "the Arabic line is the translation of another English one"),
    ("NAME001", "Zhabdrung Ngawang Namg", "Namgyal in one English line, Namgyel in the next"),
    ("NAME001", "Pittman", "Pittman in one line, Pitman in another"),
    ("NAME001", "Louis Jordain", "Jourdain and Jordain"),
)


def is_true(one: Finding) -> bool:
    """Tell whether a finding is about a fault of the published texts."""
    return any(one.code == code and words in one.message for code, words, _ in TRUE)
