"""Help with an empty page: what it says, whose choice it is, and that it is no text of anybody."""

from datetime import timedelta

import make
import pytest
from conftest import NOON, later
from hypothesis import given
from hypothesis import strategies as st

from hundred_app.core import language
from hundred_app.core.errors import Invalid
from hundred_app.core.ids import new_id
from hundred_app.core.work import Work
from hundred_app.features.accounts import service as accounts
from hundred_app.features.commitments.rules import prompts
from hundred_app.features.commitments.rules.logs import parse_reflection
from hundred_app.features.commitments.service import logs
from hundred_app.features.commitments.service.logs import LogForm
from hundred_app.features.commitments.service.prompting import prompting
from hundred_app.features.commitments.tables import TimeLog
from hundred_app.features.commitments.texts import t


def test_each_day_has_its_question_and_all_have_their_turn() -> None:
    days = [NOON.date() + timedelta(days=number) for number in range(len(t.prompts))]
    assert {prompts.prompt(day) for day in days} == set(t.prompts)
    assert prompts.prompt(days[0]) == prompts.prompt(days[0] + timedelta(days=len(t.prompts)))


@pytest.mark.parametrize(
    "text", ["", "  \n", prompts.template(), prompts.template().strip() + "\n"]
)
def test_questions_without_an_answer_are_no_reflection(text: str) -> None:
    assert prompts.own_words(text) == ""
    with pytest.raises(Invalid) as refused:
        parse_reflection(text)
    assert refused.value.message == t.reflection_empty


def test_nor_are_they_in_another_language() -> None:
    english = prompts.template()
    with language.speaking("pt-BR"):
        assert prompts.template() != english
        assert prompts.own_words(prompts.template()) == ""
        assert prompts.own_words(english) == ""


@given(st.text(min_size=1).filter(str.isalnum))
def test_one_answer_is_enough(answer: str) -> None:
    filled = prompts.template() + answer
    assert prompts.own_words(filled) == filled.strip()


def test_prompts_are_there_and_questions_are_not_until_somebody_wants_it_otherwise(
    alice: Work, mallory: Work
) -> None:
    assert prompting(alice) == (prompts.prompt(alice.today), "")
    accounts.set_prompts(alice, is_on=False)
    accounts.set_template(alice, is_on=True)
    assert prompting(alice) == ("", prompts.template())
    assert prompting(mallory) == (prompts.prompt(mallory.today), "")
    assert prompting(later(mallory, days=1))[0] != prompting(mallory)[0]


def test_questions_alone_may_wait_until_tonight(alice: Work) -> None:
    form = LogForm(
        key=new_id(),
        commitment_id=make.commit(alice),
        duration="45",
        reflection=prompts.template(),
        later="on",
    )
    saved = logs.log_time(alice, form)
    assert alice.db.get_one(TimeLog, saved.log_id).reflect_by is not None
    assert logs.as_form(alice, saved.log_id).reflection == ""
