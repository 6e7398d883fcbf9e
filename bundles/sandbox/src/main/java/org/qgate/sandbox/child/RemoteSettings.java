package org.qgate.sandbox.child;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.qgate.ext.config.Setting;
import org.qgate.ext.config.Settings;

/** What an operator can set. Thread-safe. */
record RemoteSettings(Node node, Callbacks callbacks) implements Settings {
    /** One more than the node takes, of settings and of choices: it says so. */
    private static final int MOST = 65;

    @Override
    public void declare(List<Setting> settings) {
        List<Object> all = new ArrayList<>();
        Bounds.present("the settings", settings).stream().limit(MOST).forEach(each -> {
            Bounds.present("a setting", each);
            Object type = each.type() == null ? null : each.type().name();
            List<String> choices = Bounds.present("the choices", each.choices()).stream()
                    .limit(MOST)
                    .toList();
            all.add(Arrays.asList(
                    each.name(),
                    type,
                    each.standard(),
                    each.minimum(),
                    each.maximum(),
                    choices,
                    each.title(),
                    each.description()));
        });
        node.ask("settings.declare", all);
    }

    @Override
    public String text(String name) {
        return node.text("settings.text", name);
    }

    @Override
    public long number(String name) {
        return node.number("settings.number", name);
    }

    @Override
    public boolean on(String name) {
        return node.yes("settings.on", name);
    }

    @Override
    public void onChange(Runnable listener) {
        Bounds.present("the listener", listener);
        node.ask("settings.onChange", callbacks.add(false, arguments -> {
            listener.run();
            return null;
        }));
    }
}
