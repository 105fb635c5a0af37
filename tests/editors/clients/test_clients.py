"""What three editors' clients are told, by the capabilities they declare: pytest-lsp also checks each answer against those.

Run by tests/editors/clients/run; the server's program is $COPYDESK_SERVER.
"""

import os
import pathlib

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

ROOT = pathlib.Path(__file__).resolve().parents[3]
EXAMPLE = ROOT / "examples" / "state-visit.bundle"
URI = EXAMPLE.as_uri()
TEXT = EXAMPLE.read_text(encoding="utf-8")


@pytest_lsp.fixture(
    params=["neovim", "visual_studio_code", "emacs"],
    config=ClientServerConfig(server_command=[os.environ["COPYDESK_SERVER"], "serve"]),
)
async def client(request, lsp_client: LanguageClient):
    capabilities = client_capabilities(request.param)
    params = types.InitializeParams(capabilities=capabilities, root_uri=ROOT.as_uri(), process_id=os.getpid())
    # The snapshots declare that these are understood; the editors themselves answer them.
    for request in (
        types.CLIENT_REGISTER_CAPABILITY,
        types.WORKSPACE_CODE_LENS_REFRESH,
        types.WORKSPACE_INLAY_HINT_REFRESH,
        types.WORKSPACE_SEMANTIC_TOKENS_REFRESH,
    ):
        lsp_client.feature(request)(lambda *_: None)
    await lsp_client.initialize_session(params)
    document = types.TextDocumentItem(URI, "copydesk-bundle", 1, TEXT)
    lsp_client.text_document_did_open(types.DidOpenTextDocumentParams(document))
    yield
    await lsp_client.shutdown_session()


def place_of(words: str) -> types.Position:
    """Where words first stand: the example is ASCII, so that columns are the same in every encoding."""
    before = TEXT[: TEXT.index(words)]
    return types.Position(before.count("\n"), len(before) - before.rfind("\n") - 1)


HERE = place_of('burn," Kostan')
DOCUMENT = types.TextDocumentIdentifier(URI)


@pytest.mark.asyncio
async def test_a_disputed_word_is_marked_with_the_other_side_in_the_message(client: LanguageClient):
    await client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    found = [it for it in client.diagnostics[URI] if it.range.start == HERE]
    assert [it.code for it in found] == ["quote"]
    assert found[0].range.end == types.Position(HERE.line, HERE.character + len("burn"))
    assert "close" in found[0].message
    assert "Amber Courier" in found[0].message
    assert found[0].source == "copydesk"


@pytest.mark.asyncio
async def test_the_card_has_every_side(client: LanguageClient):
    card = await client.text_document_hover_async(types.HoverParams(DOCUMENT, HERE))
    assert "Meridian Press" in card.contents.value
    assert "Amber Courier" in card.contents.value


@pytest.mark.asyncio
async def test_definition_leads_to_the_other_article(client: LanguageClient):
    found = await client.text_document_definition_async(types.DefinitionParams(DOCUMENT, HERE))
    first = found[0] if isinstance(found, list) else found
    assert first.range.start == place_of('close," Ms Kostan')


@pytest.mark.asyncio
async def test_commands_answer(client: LanguageClient):
    async def run(command: str):
        about = {"textDocument": {"uri": URI}, "position": {"line": HERE.line, "character": HERE.character}}
        return await client.workspace_execute_command_async(types.ExecuteCommandParams(command, [about]))

    assert len(await run("copydesk.conflicts")) > 0
    assert len(await run("copydesk.people")) > 0
    assert len((await run("copydesk.comparison"))["columns"]) == 2
    assert (await run("copydesk.next"))["uri"] == URI
    assert (await run("copydesk.report")).startswith("# ")
