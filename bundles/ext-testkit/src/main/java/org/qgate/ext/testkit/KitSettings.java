package org.qgate.ext.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.qgate.ext.RefusedException;
import org.qgate.ext.RefusedException.Reason;
import org.qgate.ext.config.Setting;
import org.qgate.ext.config.Setting.Type;
import org.qgate.ext.config.Settings;

/** Settings of one host. Guarded by {@link Turns}. */
final class KitSettings implements Settings {
    private static final int MOST = 64;
    private static final int MOST_LISTENERS = 16;
    private static final int LONGEST_TEXT = 4_096;
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_DESCRIPTION = 1_000;
    private static final int MOST_CHOICES = 64;
    private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,32}");

    private final Pass pass;
    private final Crew crew;
    private final List<Runnable> listeners = new ArrayList<>();
    private Map<String, Setting> declared = Map.of();
    private Map<String, String> seen;

    KitSettings(Pass pass, Crew crew) {
        this.pass = pass;
        this.crew = crew;
        seen = pass.sheet().settings();
        pass.watch(this::look);
    }

    @Override
    public void declare(List<Setting> settings) {
        pass.require();
        Map<String, Setting> next = new LinkedHashMap<>();
        for (Setting each : Bounds.present("the settings", settings)) {
            Setting setting = checked(Bounds.present("a setting", each));
            if (next.put(setting.name(), setting) != null) {
                throw Bounds.invalid("the setting " + setting.name() + " is declared twice");
            }
            Bounds.within("the number of settings", next.size(), 0, MOST);
        }
        synchronized (pass.turns()) {
            declared = next;
        }
    }

    private static Setting checked(Setting given) {
        Bounds.matching("the name of a setting", given.name(), NAME);
        Bounds.present("the type of a setting", given.type());
        Bounds.longest("the standard value", given.standard(), LONGEST_TEXT);
        Bounds.longest("the title", given.title(), LONGEST_TITLE);
        Bounds.longest("the description", given.description(), LONGEST_DESCRIPTION);
        List<String> choices = Bounds.present("the choices", given.choices());
        Bounds.within("the number of choices", choices.size(), 0, MOST_CHOICES);
        choices.forEach(each -> Bounds.longest("a choice", each, LONGEST_TEXT));
        if (given.type() == Type.TEXT) {
            Bounds.within("the longest text", given.maximum(), 0, LONGEST_TEXT);
        }
        if (!fits(given, given.standard())) {
            throw Bounds.invalid("the standard value of " + given.name() + " is not within what it declares");
        }
        return given;
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
        pass.require();
        Setting setting = declared(Bounds.present("the name", name));
        if (setting == null) {
            throw new RefusedException(Reason.NOT_FOUND, "no setting " + name + " was declared");
        }
        return value(setting);
    }

    private Setting declared(String name) {
        synchronized (pass.turns()) {
            return declared.get(name);
        }
    }

    private String value(Setting setting) {
        String set = pass.sheet().settings().get(setting.name());
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
        pass.require();
        Setting setting = declared(Bounds.present("the name", name));
        if (setting == null || setting.type() != type) {
            throw new RefusedException(Reason.NOT_FOUND, "no " + type + " named " + name + " was declared");
        }
        return value(setting);
    }

    @Override
    public void onChange(Runnable listener) {
        pass.require();
        synchronized (pass.turns()) {
            if (listeners.size() >= MOST_LISTENERS) {
                throw pass.limit("there are " + MOST_LISTENERS + " listeners already");
            }
            listeners.add(Bounds.present("the listener", listener));
        }
    }

    private void look() {
        Map<String, String> now = pass.sheet().settings();
        if (pass.open() && !now.equals(seen)) {
            seen = now;
            listeners.forEach(crew::offer);
        }
    }

    List<Setting> list() {
        synchronized (pass.turns()) {
            return List.copyOf(declared.values());
        }
    }
}
