from onrecord.schema import PATH, schema_json


def test_the_schema_file_is_what_the_record_is_now() -> None:
    assert PATH.read_text(encoding="utf-8") == schema_json(), "run: python -m onrecord.schema"
