package org.qgate.gate.internal.facade;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.qgate.ext.RefusedException;
import org.qgate.ext.RefusedException.Reason;
import org.qgate.ext.config.Setting;
import org.qgate.ext.config.Setting.Type;
import org.qgate.ext.config.Settings;
import org.qgate.gate.internal.run.Threads;

/** What an operator can set of one instance, and what is set at this moment. Thread-safe. */
public final class OwnSettings implements Settings {
    private static final int MOST = 64;
    private static final int MOST_LISTENERS = 16;
    private static final int LONGEST_TEXT = 4_096;
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_DESCRIPTION = 1_000;
    private static final int MOST_CHOICES = 64;
    private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,32}");

    private final Access access;
    private final Threads threads;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Map<String, Setting> declared = Map.of();
    private volatile Map<String, String> seen;

    OwnSettings(Access access, Threads threads) {
        this.access = access;
        this.threads = threads;
        seen = access.permit().settings();
        access.watch(this::look);
    }

    @Override
    public void declare(List<Setting> settings) {
        access.require();
        Map<String, Setting> next = new LinkedHashMap<>();
        for (Setting each : Bounds.present("the settings", settings)) {
            Setting setting = checked(Bounds.present("a setting", each));
            if (next.put(setting.name(), setting) != null) {
                throw Refused.invalid("the setting " + setting.name() + " is declared twice");
            }
            Bounds.within("the number of settings", next.size(), 0, MOST);
        }
        declared = next;
    }

    private static Setting checked(Setting given) {
        Bounds.present("the type of a setting", given.type());
        List<String> choices = Bounds.present("the choices", given.choices()).stream()
                .limit(MOST_CHOICES + 1L)
                .map(each -> Bounds.longest("a choice", each, LONGEST_TEXT))
                .toList();
        Bounds.within("the number of choices", choices.size(), 0, MOST_CHOICES);
        if (given.type() == Type.TEXT) {
            Bounds.within("the longest text", given.maximum(), 0, LONGEST_TEXT);
        }
        Setting setting = new Setting(
                Bounds.matching("the name of a setting", given.name(), NAME),
                given.type(),
                Bounds.longest("the standard value", given.standard(), LONGEST_TEXT),
                given.minimum(),
                given.maximum(),
                choices,
                Bounds.longest("the title", given.title(), LONGEST_TITLE),
                Bounds.longest("the description", given.description(), LONGEST_DESCRIPTION));
        if (!fits(setting, setting.standard())) {
            throw Refused.invalid("the standard value of " + setting.name() + " is not within what it declares");
        }
        return setting;
    }

    private static boolean fits(Setting setting, String value) {
        return switch (setting.type()) {
            case TEXT -> value.length() <= setting.maximum() && value.lines().count() <= 1;
            case NUMBER -> number(value, setting.minimum(), setting.maximum());
            case SWITCH -> value.equals("true") || value.equals("false");
            case CHOICE -> setting.choices().contains(value);
        };
    }

    private static boolean number(String value, long least, long most) {
        try {
            long number = Long.parseLong(value);
            return number >= least && number <= most;
        } catch (NumberFormatException other) {
            return false;
        }
    }

    @Override
    public String text(String name) {
        access.require();
        Setting setting = declared.get(Bounds.present("the name", name));
        if (setting == null) {
            throw new RefusedException(Reason.NOT_FOUND, "no setting " + name + " was declared");
        }
        return value(setting);
    }

    /** What an operator set for another version may be out of this one's range: then the standard value counts. */
    private String value(Setting setting) {
        String set = access.permit().settings().get(setting.name());
        return set != null && fits(setting, set) ? set : setting.standard();
    }

    @Override
    public long number(String name) {
        return Long.parseLong(typed(name, Type.NUMBER));
    }

    @Override
    public boolean on(String name) {
        return Boolean.parseBoolean(typed(name, Type.SWITCH));
    }

    private String typed(String name, Type type) {
        access.require();
        Setting setting = declared.get(Bounds.present("the name", name));
        if (setting == null || setting.type() != type) {
            throw new RefusedException(Reason.NOT_FOUND, "no " + type + " named " + name + " was declared");
        }
        return value(setting);
    }

    @Override
    public void onChange(Runnable listener) {
        access.require();
        if (listeners.size() >= MOST_LISTENERS) {
            throw access.limit("there are " + MOST_LISTENERS + " listeners already");
        }
        listeners.add(Bounds.present("the listener", listener));
    }

    private void look() {
        Map<String, String> now = access.permit().settings();
        if (!now.equals(seen)) {
            seen = now;
            listeners.forEach(threads::offer);
        }
    }

    /** Returns what was declared. */
    public List<Setting> list() {
        return List.copyOf(declared.values());
    }

    void forget() {
        listeners.clear();
    }
}
