package org.example.corpus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Writes and reads token by token. */
public final class Streams implements Answering {
    /** Called by the node. */
    public Streams() {}

    @Override
    public String apply(String in) {
        JsonFactory factory = new JsonFactory();
        StringWriter out = new StringWriter();
        try (JsonGenerator generator = factory.createGenerator(out)) {
            generator.writeStartObject();
            generator.writeStringField("in", in);
            generator.writeNumberField("length", in.length());
            generator.writeEndObject();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return out + " " + tokens(factory, out.toString());
    }

    private static int tokens(JsonFactory factory, String json) {
        int tokens = 0;
        try (JsonParser parser = factory.createParser(json)) {
            while (parser.nextToken() != null) {
                tokens++;
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return tokens;
    }
}
