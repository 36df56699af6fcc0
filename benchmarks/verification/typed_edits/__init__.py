"""Typed edits of quotations: transcripts flow in, items with a known verdict flow out.

Only the standard library is used. In the order of the work:

transcripts   documents and their turns; what is said where
stretches     the stretches of turns that are quoted: whole sentences, or parts that a comma cuts off
change        changes of a text, and the spans they make on both sides
wordlists     the words that the edits put for one another (words/)
noise         what is printed otherwise and is no difference
cuts          what is cut off or left out
light         words put otherwise that say the same
meaning       words that tell a reader something else
joins         pieces of several places joined; words and sentences in another order
absent        what was not said in these transcripts
kinds         every kind of edit with its verdict and severity
item          an item, as it stands in a file
making        items of every kind from a folder of transcripts
scoring       the figures of a set of answers
"""
