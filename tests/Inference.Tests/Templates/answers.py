"""Answers the templates of answers.jsonl again with Jinja2 in the environment of Hugging Face's libraries, and rewrites the file.

The tests only read the file. Made with Jinja2 3.1.6: python3 answers.py
"""
import json
import pathlib

from jinja2.exceptions import TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

PATH = pathlib.Path(__file__).with_name("answers.jsonl")


def to_json(value, ensure_ascii=False, indent=None, separators=None, sort_keys=False):
    return json.dumps(value, ensure_ascii=ensure_ascii, indent=indent, separators=separators, sort_keys=sort_keys)


def raise_exception(message):
    raise TemplateError(message)


def answer(environment, template, context):
    try:
        return environment.from_string(template).render(**json.loads(context))
    except Exception:  # Whatever Python raises is a refusal.
        return None


def main():
    environment = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.loopcontrols"])
    environment.filters["tojson"] = to_json
    environment.globals["raise_exception"] = raise_exception
    context, *cases = PATH.read_text(encoding="utf-8").splitlines()
    answered = [[template, answer(environment, template, context)] for template, _ in map(json.loads, cases)]
    PATH.write_text("\n".join([context, *(json.dumps(case, ensure_ascii=False) for case in answered)]) + "\n", encoding="utf-8")


main()
