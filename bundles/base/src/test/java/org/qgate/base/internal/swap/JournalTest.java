package org.qgate.base.internal.swap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qgate.api.update.UpdateRecord;
import org.qgate.api.update.UpdateRecord.StepTime;
import org.qgate.api.update.UpdateStep;

/** The journal comes back as it was written, tells how what was under way ended, and never keeps a node down. */
final class JournalTest {
    private static final String FILE = "core/journal.json";
    private static final String KERNEL = "org.qgate.kernel";
    private final MemoryFolder state = new MemoryFolder();

    private Journal journal(String starts) {
        return new Journal(state, bundle -> starts);
    }

    private static UpdateRecord begin(Journal journal) {
        return journal.begin("tester", KERNEL, "1.0.0", "1.1.0", "aa", "bb", 7);
    }

    @ParameterizedTest
    @EnumSource(
            value = UpdateStep.class,
            names = {"CONFIRMED", "ABORTED", "ROLLED_BACK", "FAILED"})
    void shouldKeepWhatIsOver(UpdateStep outcome) {
        Journal journal = journal("");
        long id = begin(journal).id();
        journal.step(id, outcome, List.of(new StepTime(UpdateStep.FREEZE, 12)), 34, "why");
        assertEquals(journal.all(), journal("1.1.0").all());
        assertEquals(34, journal("").find(id).orElseThrow().gateClosedMicros());
    }

    @ParameterizedTest
    @EnumSource(
            value = UpdateStep.class,
            names = {"VERIFY", "PREPARE", "FREEZE", "ADOPT", "COMMIT"})
    void shouldSayThatNothingCameOfWhatWasNotInOffice(UpdateStep reached) {
        Journal journal = journal("");
        journal.step(begin(journal).id(), reached, List.of(), 0, "");
        UpdateRecord after = journal("1.0.0").all().get(0);
        assertEquals(UpdateStep.ABORTED, after.outcome());
        assertEquals("the node ended during it", after.error());
    }

    /** The note of the confirmed version is written before the journal's. */
    @Test
    void shouldTellByTheVersionThatStartsHowAProbationEnded() {
        Journal journal = journal("");
        journal.step(begin(journal).id(), UpdateStep.PROBATION, List.of(), 0, "");
        MemoryFolder before = new MemoryFolder(state.past().get(state.past().size() - 1));
        assertEquals(UpdateStep.CONFIRMED, journal("1.1.0").all().get(0).outcome());
        assertEquals(
                UpdateStep.ROLLED_BACK,
                new Journal(before, bundle -> "1.0.0").all().get(0).outcome());
        assertEquals(UpdateStep.CONFIRMED, journal("9.9.9").all().get(0).outcome(), "once told it stays so");
    }

    @Test
    void shouldKeepTheLatestAndGoOnCounting() {
        Journal journal = journal("");
        for (int i = 0; i < Journal.MOST + 5; i++) {
            begin(journal);
        }
        Journal again = journal("");
        assertEquals(Journal.MOST, again.all().size());
        assertEquals(Journal.MOST + 5, again.all().get(0).id());
        assertEquals(Journal.MOST + 6, begin(again).id());
    }

    private String file() {
        return new String(state.read(FILE).orElseThrow(), StandardCharsets.UTF_8);
    }

    /** The newest stays in the file: numbers go on after it. */
    @Test
    void shouldForgetInItsFileWhatSomebodyKeeps() {
        Journal journal = journal("");
        for (int i = 0; i < 3; i++) {
            journal.step(begin(journal).id(), UpdateStep.CONFIRMED, List.of(), 0, "");
        }
        UpdateRecord open = begin(journal);
        assertEquals(
                List.of(3L, 2L, 1L),
                journal.waiting().stream().map(UpdateRecord::id).toList());
        List<UpdateRecord> taken = journal.waiting();
        journal.kept(List.of(1L, 2L, 3L));
        assertEquals(List.of(), journal.waiting());
        assertEquals(4, journal.all().size());
        assertTrue(file().contains("\"id\" : 4") && !file().contains("\"id\" : 3"), this::file);
        journal.step(open.id(), UpdateStep.ABORTED, List.of(), 0, "");
        journal.kept(List.of(4L));

        Journal again = journal("");
        assertEquals(List.of(4L), again.all().stream().map(UpdateRecord::id).toList());
        again.recall(taken);
        assertEquals(
                List.of(4L, 3L, 2L, 1L),
                again.all().stream().map(UpdateRecord::id).toList());
        assertEquals(List.of(4L), again.waiting().stream().map(UpdateRecord::id).toList());
        assertEquals(5, begin(again).id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"schema\":\"qgate.updates/9\",\"updates\":[]}",
                "{\"schema\":\"qgate.updates/1\",\"updates\":{}}",
                "{\"schema\":\"qgate.updates/1\",\"updates\":[7]}",
                "{\"schema\":\"qgate.updates/1\",\"updates\":[{\"id\":1,\"stepMicros\":{\"DANCE\":1}}]}"
            })
    void shouldPutAsideWhatItCannotReadAndBeginAnew(String damaged) {
        byte[] content = damaged.getBytes(StandardCharsets.UTF_8);
        state.write(FILE, content);
        Journal journal = journal("");
        assertTrue(journal.all().isEmpty());
        assertArrayEquals(content, state.read(FILE + ".damaged").orElseThrow());
        assertEquals(1, begin(journal).id());
        assertEquals(1, journal("").all().size());
    }
}
