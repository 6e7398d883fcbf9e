package org.qgate.extender.messenger.talk;

import java.util.List;
import java.util.Optional;
import org.qgate.extender.messenger.content.Content;
import org.qgate.extender.messenger.content.Letter;
import org.qgate.extender.messenger.history.Entry;
import org.qgate.extender.messenger.history.History;
import org.qgate.extender.messenger.session.GroupPlace;
import org.qgate.extender.messenger.session.Octets;
import org.qgate.extender.messenger.store.Step;

/** What letters say becomes what is read: each is taken once, in its sender's order. */
final class Said {
    private final History history;
    private final Groups groups;

    Said(History history, Groups groups) {
        this.history = history;
        this.groups = groups;
    }

    void take(Step step, Octets from, Letter letter, long nowMs) {
        Content content = letter.content();
        if (content instanceof Content.Text text) {
            said(step, from, letter, text.place(), text.text(), Optional.empty(), nowMs);
        } else if (content instanceof Content.File file) {
            said(step, from, letter, file.place(), file.name(), Optional.of(Octets.of(file.encode())), nowMs);
        } else if (content instanceof Content.Roll roll) {
            if (groups.roll(step, from, roll, nowMs)) {
                groups.early(step, roll.group()).forEach(each -> {
                    take(step, each.from(), each.letter(), nowMs);
                });
            }
        } else if (content instanceof Content.Leave leave) {
            groups.left(step, from, leave.group(), nowMs);
        }
    }

    private void said(
            Step step,
            Octets from,
            Letter letter,
            Optional<GroupPlace> place,
            String text,
            Optional<Octets> file,
            long nowMs) {
        if (place.isPresent() && !groups.admits(step, from, place.get(), letter, nowMs)) {
            return;
        }
        Octets talk = place.map(its -> Groups.talk(its.group())).orElse(from);
        history.add(step, new Entry(talk, from, false, false, letter.whenMs(), nowMs, text, file, List.of()));
    }

    void gap(Step step, Octets from, long missing, long nowMs) {
        history.add(step, Entry.note(from, from, nowMs, missing + " messages did not arrive and will not"));
    }
}
