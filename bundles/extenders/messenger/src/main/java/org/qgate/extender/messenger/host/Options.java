package org.qgate.extender.messenger.host;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.qgate.ext.config.Setting;
import org.qgate.ext.config.Settings;
import org.qgate.extender.messenger.mailbox.Limits;
import org.qgate.extender.messenger.session.Octets;
import org.qgate.extender.messenger.talk.Policy;

/** What the operator can set. */
public final class Options {
    private static final String MAILBOX = "mailbox";
    private static final String WORD = "mailbox_word";
    private static final String RETENTION = "retention_days";
    private static final String READ_RECEIPTS = "read_receipts";
    private static final String STRANGERS = "strangers";
    private static final String BOXES = "boxes";
    private static final String BOXES_WORD = "boxes_word";
    private static final int NODE_LETTERS = 64;

    private final Settings settings;

    /** Declares all settings. */
    public Options(Settings settings) {
        this.settings = settings;
        settings.declare(List.of(
                Setting.text(
                        MAILBOX,
                        "",
                        NODE_LETTERS,
                        "Mailbox",
                        "Id of the node that keeps messages for you while you are away; empty for none."),
                Setting.text(WORD, "", 100, "Word for the mailbox", "What its operator told you to say, if anything."),
                Setting.number(
                        RETENTION,
                        0,
                        0,
                        3_650,
                        "Days to keep messages",
                        "Older messages are removed from the history; 0 keeps them."),
                Setting.onOff(
                        READ_RECEIPTS, true, "Read receipts", "Whether others are told that you have read a message."),
                Setting.onOff(
                        STRANGERS,
                        true,
                        "Strangers",
                        "Whether somebody who is not among your contacts may write first."),
                Setting.number(
                        BOXES,
                        16,
                        0,
                        900,
                        "Boxes for others",
                        "How many others may have their mailbox on this node, of up to 8 MiB each; 0 for none."),
                Setting.text(
                        BOXES_WORD,
                        "",
                        100,
                        "Word for boxes",
                        "Only who says it may have a mailbox on this node; empty for anybody.")));
    }

    /** Returns the node that keeps messages; empty for none. */
    public Optional<Octets> mailbox() {
        String text = settings.text(MAILBOX).strip();
        if (text.length() != NODE_LETTERS) {
            return Optional.empty();
        }
        try {
            return Optional.of(Octets.fromHex(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** Whether the setting says a mailbox, but no id of a node. */
    public boolean mailboxMalformed() {
        return !settings.text(MAILBOX).isBlank() && mailbox().isEmpty();
    }

    /** Returns what the mailbox's operator wants to hear. */
    public String word() {
        return settings.text(WORD);
    }

    /** Returns before when the history is forgotten; the least number for never. */
    public long keepFrom(long nowMs) {
        long days = settings.number(RETENTION);
        return days == 0 ? Long.MIN_VALUE : nowMs - TimeUnit.DAYS.toMillis(days);
    }

    /** Returns what one wants of others. */
    public Policy policy() {
        return new Policy(settings.on(STRANGERS), settings.on(READ_RECEIPTS));
    }

    /** Returns what one keeps for others. */
    public Limits limits() {
        return new Limits((int) settings.number(BOXES), settings.text(BOXES_WORD));
    }
}
