"""Which blocks of an extracted text are the article's."""

from lxml import etree

from onrecord.sources.html.blocks import Block, blocks_of, joined, of_the_article


def test_blocks_are_told_by_their_elements_and_hold_no_invisible_characters() -> None:
    body = etree.fromstring(
        "<body><head>A head</head><p>One <hi>bold</hi>\n word.<lb/>Two\u00ad-fold.</p>tail"
        "<list><item>first</item><item><p>second</p></item></list><quote><p>Said.</p></quote>"
        "<table><row><cell>a</cell><cell>b</cell></row></table></body>"
    )
    assert blocks_of(body) == [
        Block("head", "A head"),
        Block("p", "One bold word."),
        Block("p", "Two-fold."),
        Block("p", "tail"),
        Block("item", "first"),
        Block("item", "second"),
        Block("p", "Said."),
        Block("cell", "a"),
        Block("cell", "b"),
    ]


def test_the_title_labels_and_links_to_others_are_left_out() -> None:
    blocks = [
        Block("p", "Politics"),
        Block("head", "The ferry stays"),
        Block("p", "03/02/2026"),
        Block("p", "“It stays,” she said."),
        Block("p", "Read more: Storm closes the road"),
        Block("item", "Storm closes the road"),
        Block("item", "a real item of the article"),
        Block("p", "Storm closes the road"),
    ]
    kept = of_the_article(blocks, {"theferrystays"}, {"stormclosestheroad"})
    assert [block.text for block in kept] == ["“It stays,” she said.", "a real item of the article"]


def test_a_text_of_labels_only_is_kept_whole() -> None:
    blocks = [Block("p", "Politics"), Block("p", "Sport")]
    assert of_the_article(blocks, set(), set()) == blocks


def test_items_stand_on_lines_paragraphs_apart() -> None:
    blocks = [Block("p", "a"), Block("item", "b"), Block("item", "c"), Block("p", "d")]
    assert joined(blocks) == "a\n\nb\nc\n\nd"
