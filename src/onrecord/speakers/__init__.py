"""Who is speaking. Passages flow in, with drafts of statements and the encoder's vectors;
speakers flow out, and for each statement whose it is and how sure that is.

In the order of the work:

    lookup, function_words, gazetteer, places    what is known of words before any text is read
    names, pronouns, labels     persons' and organisations' names taken apart; what pronouns tell
    tokens                      the words of a passage as this stage reads them
    name_spans, whole_names     the names that the network tags, cut and stretched to whole names
    missed_names, name_agreement    what is a name in one place is one in another
    noun_phrases, mentions      names, nouns and pronouns that stand for somebody
    heads, coordination, sources    what each statement's source comes down to
    entities                    which names are one person's, organisation's or state's
    memory, discourse           who was mentioned and who has spoken so far
    antecedents                 whom a mention stands for by where it stands
    candidates, features, choices   whom it may stand for, and what the network reads of them
    network                     the small networks that tag names and choose
    resolve                     whom every mention stands for, in one reading from left to right
    kinds, speakers             what goes on record of an entity that speaks
    identification              all of it in order
"""
