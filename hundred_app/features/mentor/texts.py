"""Every sentence about the model that is asked."""

from hundred_app.core.text import Phrase, Plural


class Texts:
    feedback = Phrase("Feedback")
    model = Phrase("Feedback by a model")
    model_help = Phrase(
        "The model {name} at {where} can be asked what it notices in your texts. Nothing is sent"
        " before you have seen it, and sent it yourself."
    )
    offer = Phrase(
        "A model can read this synthesis and the reflections of its stretch, and say what it"
        " notices. Each of its claims has to quote you."
    )
    missing = Phrase("What am I missing?")
    missing_offer = Phrase(
        "A model can read what you wrote about this, and say what you may be missing. Each of its"
        " claims has to quote you. The answer is not kept."
    )
    nothing_written = Phrase("There are no sentences about this yet that it could read.")
    show = Phrase("Show what is sent")
    look_at = Phrase("What is sent")
    goes_to = Phrase("This goes to {where}, to the model {name}. Nothing else does.")
    left_out = Plural(
        "{count} entry is left out: together they are too long.",
        "{count} entries are left out: together they are too long.",
    )
    told = Phrase("What it is told")
    reads = Phrase("What it reads")
    send = Phrase("Send")
    not_now = Phrase("Not now")
    stop = Phrase("Stop")
    ask_again = Phrase("Ask again")
    remove = Phrase("Delete")
    waiting = Phrase("The model reads. This may take a while.")
    elsewhere = Phrase("An answer to this is on its way.")
    is_there = Phrase("The answer is there.")
    by_model = Phrase("A model wrote this. Its quotes were looked for in your entries.")
    unfound = Phrase("not in your entries")
    bare = Phrase("No quote of yours stands behind this.")
    removed = Phrase("The feedback is deleted.")
    saved = Phrase("Saved")
    one_at_a_time = Phrase("One question at a time. The last one is not answered yet.")
    too_often = Phrase("Those were many questions. Ask again in {time}.")
    has_changed = Phrase("Your texts have changed since. Look once more at what is sent.")
    is_off = Phrase("Asking a model is turned off. The settings can turn it on.")
    none_here = Phrase("This Hundred asks no model.")
    unreachable = Phrase("The model cannot be reached. Whoever runs this Hundred can look into it.")
    too_slow = Phrase("The model took too long. Nothing was kept. Try again later.")
    was_cut = Phrase("The answer broke off, and was not kept. Try again.")
    no_answer = Phrase("The model gave no answer that can be shown.")
    not_let_in = Phrase("The model does not let this Hundred in. Whoever runs it can look into it.")
    not_known = Phrase("There is no such model there. Whoever runs this Hundred can look into it.")
    has_enough = Phrase("The model has too much to do. Try again in {time}.")
    refused = Phrase("The model did not take the question.")


t = Texts()
