"""The pictures of docs/reading-room.md, made anew: python docs/reading-room/shoot.py (needs Chromium).

Every article is made up. The outlets print one another's quotations, not always in the same words.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

import chromium  # noqa: E402
import serving  # noqa: E402

from onrecord.article import Article  # noqa: E402
from onrecord.corrections import WrongSpeaker, about, keep  # noqa: E402
from onrecord.reader import Reader  # noqa: E402
from onrecord.store import Store  # noqa: E402

OTHERS = (
    Article(
        "sill-times",
        "Mayor Ines Calloway defended the end of the midnight ferry on Wednesday. “Nobody up here wanted "
        "this,” she claimed. “But a boat that sails empty is a boat we cannot keep.”\n\nTobias Wren, a "
        "baker on the far shore, called the plan “a slow way of closing an island.” A senior official of "
        "the harbour board said the figures had been ready since spring.\n\n"
        "Sill Line denied that it had cut crews to make the boats late.\n",
        outlet="The Sill Times",
        title="Mayor defends end of midnight ferry",
        published="2026-09-03",
    ),
    Article(
        "far-shore",
        "“A boat that sails empty is a boat we cannot afford,” Mayor Ines Calloway insisted at a meeting "
        "with residents on Thursday.\n\nLena Abara, the only doctor on the far shore, told the mayor that "
        "she would be on the quay in October. “I would like somebody to tell me what I do,” Abara "
        "said.\n\n"
        "Rufus Penn, a manager of Sill Line, admitted that the company had not asked the nurses.\n",
        outlet="Far Shore Post",
        title="Doctor asks who will row",
        published="2026-09-04",
    ),
    Article(
        "county-record",
        "The county will look at the accounts of Sill Line, the councillor Petra Lunn announced on "
        "Friday. She said that the eight o’clock boat “serves nobody who works.”\n\nAccording to the "
        "harbour board, the late crossings carried eleven passengers a night last winter. Tobias"
        "Wren said the board had counted in a storm.\n",
        outlet="County Record",
        title="County to open ferry company’s books",
        published="2026-09-05",
    ),
)  # fmt: skip

SIZE = {"width": 1120, "height": 640}


def main() -> None:
    demo = (ROOT / "examples" / "demo.txt").read_text("utf-8")
    first = Article(
        "demo",
        demo,
        outlet="The Harbour Post",
        title="Last ferry at eight, board decides",
        published="2026-09-02",
    )
    with TemporaryDirectory() as folder:
        path = str(Path(folder) / "record.db")
        with Store.open(path) as store:
            store.put(Reader().read_many([first, *OTHERS]))
            record = store.record(1)
            said = next(one for one in record.statements if one.speaker is None)
            keep(store, 1, WrongSpeaker(about=about(record, said), speaker="Tobias Wren"), by="A reader",
                 remark="The baker goes on.")  # fmt: skip
        with (
            serving.running("--store", path) as (address, _),
            chromium.browser() as browser,
            chromium.watched(browser, address, viewport=SIZE) as seen,
        ):
            for name, where in (
                ("article", "articles/1#s4"),
                ("search", "search?words=boat"),
                ("audit", "audit"),
                ("correction", f"articles/1#{said.id}"),
            ):
                seen.page.goto(address + where)
                if name == "audit":
                    seen.page.locator("svg").nth(1).scroll_into_view_if_needed()
                picture = Path(__file__).parent / f"{name}.jpg"
                seen.page.screenshot(path=picture, type="jpeg", quality=70)


if __name__ == "__main__":
    main()
