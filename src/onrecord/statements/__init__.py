"""Finding attributions. A text flows in; passages flow out,
with drafts of their statements as spans of characters.

In the order of the work:

    blocks            a long text in parts
    paragraphs        its lines, or the blocks of lines of a wrapped text
    quotation_marks   the quoted stretches
    words             words, word pieces and their features
    windows           paragraphs packed into windows for the encoder
    model             the bundled networks, behind ONNX Runtime
    finder            cues, and for each its source and content
    regions           what the linker reads around a cue
    decoding          from scores to words with roles
    confidence        how sure we are
    assembly          spans of characters, conflicts settled, nested ones put in their places
    layout, uncued    what layout or quotation marks alone tell
    sentences         where sentences end
    extraction        all of it in order
"""
