package org.qgate.extender.messenger.command;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.qgate.ext.shell.Answer;
import org.qgate.extender.messenger.history.Entry;
import org.qgate.extender.messenger.history.History.Numbered;
import org.qgate.extender.messenger.history.Talk;
import org.qgate.extender.messenger.host.Engine;
import org.qgate.extender.messenger.self.OwnPlace;
import org.qgate.extender.messenger.session.Octets;
import org.qgate.extender.messenger.store.Step;
import org.qgate.extender.messenger.talk.Circle;
import org.qgate.extender.messenger.talk.Contact;
import org.qgate.extender.messenger.talk.Groups;
import org.qgate.extender.messenger.talk.Progress;

/** What commands show. */
final class Tables {
    private static final int MOST_FOUND = 100;

    private final Engine engine;
    private final Names names;

    Tables(Engine engine, Names names) {
        this.engine = engine;
        this.names = names;
    }

    static String time(long ms) {
        return Instant.ofEpochMilli(ms).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    String state(Step step, Entry entry) {
        return Progress.words(step, entry);
    }

    Answer talks() {
        synchronized (engine.books()) {
            Step step = engine.books().step();
            List<List<String>> rows = new ArrayList<>();
            for (Contact each : engine.desk().contacts().all(step)) {
                String kind = each.blocked() ? "blocked" : each.known() ? "" : "wrote first";
                rows.add(row(step, each.name(), each.address().fingerprint(), kind));
            }
            for (Circle each : engine.desk().groups().all(step)) {
                String kind = "group of " + each.group().members().size();
                rows.add(row(step, each.name(), Groups.talk(each.group().id()), kind));
            }
            return new Answer(List.of("name", "unread", "last", "what"), rows);
        }
    }

    private List<String> row(Step step, String name, Octets id, String kind) {
        Talk talk = engine.desk().history().talk(step, id);
        return List.of(name, Integer.toString(talk.unread()), talk.last() == 0 ? "" : time(talk.lastMs()), kind);
    }

    Answer contacts() {
        synchronized (engine.books()) {
            List<List<String>> rows = new ArrayList<>();
            for (Contact each : engine.desk().contacts().all(engine.books().step())) {
                String where = each.address().places().size() + " places";
                rows.add(List.of(each.name(), each.address().fingerprint().hex(), where));
            }
            return new Answer(List.of("name", "fingerprint", "reached at"), rows);
        }
    }

    Answer entries(List<Numbered> entries) {
        synchronized (engine.books()) {
            Step step = engine.books().step();
            List<List<String>> rows = new ArrayList<>();
            for (Numbered each : entries) {
                Entry entry = each.entry();
                rows.add(List.of(
                        Long.toString(each.number()),
                        time(entry.whenMs()),
                        entry.note()
                                ? "-"
                                : names.author(
                                        step, entry.author(), engine.self().fingerprint()),
                        entry.file().isPresent() ? "file: " + entry.text() : entry.text(),
                        state(step, entry)));
            }
            return new Answer(List.of("message", "written", "by", "text", "state"), rows);
        }
    }

    Answer found(String query) {
        engine.index();
        synchronized (engine.books()) {
            Step step = engine.books().step();
            List<List<String>> rows = new ArrayList<>();
            for (Numbered each :
                    engine.desk().history().search().find(step, query, entry -> !entry.note(), MOST_FOUND)) {
                Entry entry = each.entry();
                rows.add(List.of(
                        Long.toString(each.number()),
                        time(entry.whenMs()),
                        names.talk(step, entry.talk()),
                        names.author(step, entry.author(), engine.self().fingerprint()),
                        entry.text()));
            }
            return new Answer(List.of("message", "written", "talk", "by", "text"), rows);
        }
    }

    Answer places() {
        List<List<String>> rows = new ArrayList<>();
        for (OwnPlace each : engine.places().all()) {
            String what = each.home() ? "this node" : "mailbox";
            String state = !each.active() ? "being left" : each.registered() ? "ready" : "not ready yet";
            rows.add(List.of(each.place().node().hex(), what, state));
        }
        return new Answer(List.of("node", "what", "state"), rows);
    }

    Answer status() {
        List<List<String>> rows = new ArrayList<>();
        List<Long> waiting = engine.desk().outbox().counts();
        rows.add(List.of("fingerprint", engine.self().fingerprint().hex()));
        rows.add(List.of("messages that no box has yet", Long.toString(waiting.get(0))));
        rows.add(List.of("messages that have not arrived", Long.toString(waiting.get(1))));
        engine.collector()
                .outcomes()
                .forEach((outcome, count) ->
                        rows.add(List.of("came in: " + outcome.name().toLowerCase(Locale.ROOT), Long.toString(count))));
        rows.add(List.of("boxes on this node", Integer.toString(engine.boxes().count())));
        if (engine.options().mailboxMalformed()) {
            rows.add(List.of("mailbox", "the setting is no node's id"));
        }
        engine.rounds().troubles().forEach((what, why) -> rows.add(List.of(what, why)));
        engine.transfers().troubles().forEach((what, why) -> rows.add(List.of(what, why)));
        return new Answer(List.of("what", "value"), rows);
    }
}
