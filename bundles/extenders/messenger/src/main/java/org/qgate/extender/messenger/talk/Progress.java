package org.qgate.extender.messenger.talk;

import java.util.List;
import java.util.Locale;
import org.qgate.extender.messenger.history.Entry;
import org.qgate.extender.messenger.history.Entry.Copy;
import org.qgate.extender.messenger.store.Step;

/** How far a message has come on its way to one, or all, of its readers. */
public enum Progress {
    /** It waits here. */
    WAITING,
    /** A place has it. */
    STORED,
    /** It has arrived. */
    DELIVERED,
    /** It was read, as far as its reader tells. */
    READ;

    /** Returns how far one copy has come. */
    static Progress of(Step step, Copy copy) {
        Pair pair = Pair.of(step, copy.to());
        if (copy.sequence() <= pair.readByOther) {
            return READ;
        } else if (copy.sequence() <= pair.acked) {
            return DELIVERED;
        }
        return copy.sequence() <= pair.sent ? STORED : WAITING;
    }

    /** Says in words how far an entry has come: the least of all copies; empty for what came in. */
    public static String words(Step step, Entry entry) {
        if (!entry.outgoing() || entry.copies().isEmpty()) {
            return "";
        }
        List<Progress> all =
                entry.copies().stream().map(copy -> of(step, copy)).sorted().toList();
        String least = all.get(0).name().toLowerCase(Locale.ROOT);
        long further =
                all.stream().filter(each -> each.compareTo(DELIVERED) >= 0).count();
        return all.size() == 1 ? least : least + ", " + further + "/" + all.size() + " delivered";
    }
}
