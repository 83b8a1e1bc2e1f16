"""What German and French do in a way of their own: numerals with articles and elisions, compounds, nouns, subjects.

The words stand in `languages/de.toml` and `languages/fr.toml`; all other stages are the engine's. Their own keys:

- `[numbers]` classes as `pieces.py` tells them; `apart` where tens and units are separate words; `counted_left
  counted_right limited measured item last_item bare_item` say when an article counts (`articles.py`), `only_before` and
  `only_after` what a word needs beside it to be a number, `rank_left times_left ratio_left every one_in` what a number
  makes of the words around it;
- `[words]` `capital_nouns` where nouns have a capital, `elided` what loses its vowel; `[verbs]` stems by conjugation;
- `[phrases]` the lists of `segments.SubjectRules`, and `titles` that begin a phrase of their own ("Platz");
- `[structure]` `each_by to_direct hours_and` for units that stand only behind the last number.
"""
