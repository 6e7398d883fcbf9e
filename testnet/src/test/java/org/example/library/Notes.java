package org.example.library;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.List;
import org.qgate.ext.Host;
import org.qgate.ext.Service;
import org.qgate.ext.shell.Answer;
import org.qgate.ext.shell.Command;

/** Binds its own classes with Jackson, which finds them by reflection. */
public final class Notes implements Service {
    /** What is bound. */
    public record Note(String text, List<Integer> sizes) {}

    /** Called by the node. */
    public Notes() {}

    @Override
    public void start(Host host) {
        Command note = new Command(
                "note", "Writes a note and reads it.", List.of(new Command.Argument("TEXT", true, "What it says.")));
        host.commands().offer(note, arguments -> Answer.lines(List.of(noted(arguments.get(0)))));
    }

    private static String noted(String text) {
        try {
            ObjectMapper mapper = new ObjectMapper();
            String json = mapper.writeValueAsString(new Note(text, List.of(text.length())));
            return json + " " + mapper.readValue(json, Note.class);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
