package org.qgate.shell.internal.view;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** Names with values, a line each. */
public final class Facts implements View {
    private final Map<String, String> facts = new LinkedHashMap<>();

    /** Adds a fact. */
    public Facts fact(String name, Object value) {
        facts.put(name, Text.clean(value));
        return this;
    }

    @Override
    public void print(PrintStream out, boolean terminal) {
        int width = facts.keySet().stream().mapToInt(String::length).max().orElse(0);
        facts.forEach((name, value) ->
                out.println(terminal ? name + " ".repeat(width - name.length() + 2) + value : name + "\t" + value));
    }
}
