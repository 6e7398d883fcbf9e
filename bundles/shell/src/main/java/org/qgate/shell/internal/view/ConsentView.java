package org.qgate.shell.internal.view;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.qgate.api.extender.ConsentSheet;

/**
 * What an operator is asked, for people: on a terminal within 80 columns, in a pipe a line each, separated by tabs. Words of
 * the publisher stand in quotes, so that nobody takes them for words of the node.
 */
public final class ConsentView implements View {
    /** Two less than what a terminal has at least. */
    private static final int WIDTH = 78;

    private static final String INDENT = "      ";

    private final ConsentSheet sheet;
    private final boolean differencesOnly;

    private ConsentView(ConsentSheet sheet, boolean differencesOnly) {
        this.sheet = sheet;
        this.differencesOnly = differencesOnly;
    }

    /** Shows all of it. */
    public static View of(ConsentSheet sheet) {
        return new ConsentView(sheet, false);
    }

    /** Shows only what is not the same as in the version in office. */
    public static View difference(ConsentSheet sheet) {
        return new ConsentView(sheet, true);
    }

    @Override
    public void print(PrintStream out, boolean terminal) {
        if (terminal) {
            printSheet(out);
        } else {
            printLines(out);
        }
    }

    private List<ConsentSheet.Row> rows(List<ConsentSheet.Row> all) {
        return all.stream()
                .filter(row -> !differencesOnly || !row.change().equals("same"))
                .toList();
    }

    private void printSheet(PrintStream out) {
        if (!sheet.id().isEmpty()) {
            out.println(Text.clean(heading()));
            new Facts()
                    .fact("  publisher", "\"" + sheet.publisher() + "\", " + sheet.trust())
                    .fact("  key", sheet.keyId())
                    .fact("  tier", sheet.tier())
                    .print(out, true);
            if (sheet.trust().equals("developer")) {
                paragraph(out, "  ", "A DEVELOPER's key signed it: this is a build, not a release.");
            }
            permissions(out);
            terms(out);
        }
        sheet.digests().forEach(digest -> paragraph(out, "  ", digest));
        findings(out);
        if (!sheet.held().isEmpty()) {
            paragraph(out, "", "It would stay HELD: " + sheet.held());
        }
    }

    private String heading() {
        String what = "\"" + sheet.title() + "\" (" + sheet.id() + ") ";
        return sheet.fromVersion().isEmpty()
                ? what + sheet.toVersion() + ", not installed yet"
                : what + sheet.fromVersion() + " -> " + sheet.toVersion();
    }

    private void permissions(PrintStream out) {
        List<ConsentSheet.Row> shown = rows(sheet.permissions());
        out.println(
                !shown.isEmpty()
                        ? "It asks for:"
                        : differencesOnly ? "It asks for nothing else than before." : "It asks for no permission.");
        for (ConsentSheet.Row row : shown) {
            boolean asks = sheet.missing().contains(row.name());
            out.println(Text.clean((asks ? "  ? " : "    ") + traits(row)));
            paragraph(out, INDENT, row.sentence());
            if (!row.scope().isEmpty()) {
                paragraph(out, INDENT, "for: " + String.join(", ", row.scope()));
            }
            if (!row.reason().isEmpty()) {
                paragraph(out, INDENT, "why: \"" + row.reason() + "\"");
            }
        }
        if (!sheet.missing().isEmpty()) {
            out.println("  (? needs your consent)");
        }
    }

    private static String traits(ConsentSheet.Row row) {
        return Stream.of(row.name(), row.level(), row.change(), row.optional() ? "optional" : "")
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private void terms(PrintStream out) {
        List<ConsentSheet.Row> shown = rows(sheet.terms());
        if (!shown.isEmpty()) {
            out.println("Terms:");
        }
        for (ConsentSheet.Row row : shown) {
            String change = row.change().isEmpty() || row.change().equals("same") ? "" : " (" + row.change() + ")";
            String scope = row.scope().isEmpty() ? "" : " " + String.join(", ", row.scope());
            paragraph(out, "    ", row.name() + ": " + row.sentence() + scope + change);
        }
    }

    private void findings(PrintStream out) {
        if (!sheet.findings().isEmpty()) {
            out.println("The package is refused:");
        }
        for (ConsentSheet.Finding finding : sheet.findings()) {
            paragraph(out, "    ", finding.code() + " " + finding.rule());
            labelled(out, "at", finding.place());
            labelled(out, "uses", finding.reference());
            labelled(out, "instead", finding.substitute());
        }
    }

    private static void labelled(PrintStream out, String label, String text) {
        if (!text.isEmpty()) {
            paragraph(out, INDENT, label + ": " + text);
        }
    }

    private static void paragraph(PrintStream out, String indent, String text) {
        Text.wrap(Text.clean(text), WIDTH - indent.length()).forEach(line -> out.println(indent + line));
    }

    private void printLines(PrintStream out) {
        line(out, "package", sheet.id(), sheet.fromVersion(), sheet.toVersion(), sheet.publisher(), sheet.keyId());
        line(out, "trust", sheet.trust(), sheet.tier(), sheet.held());
        rows(sheet.permissions()).forEach(row -> line(out, "permission", row));
        rows(sheet.terms()).forEach(row -> line(out, "term", row));
        sheet.digests().forEach(digest -> line(out, "digest", digest));
        sheet.findings()
                .forEach(each -> line(
                        out, "finding", each.code(), each.place(), each.reference(), each.rule(), each.substitute()));
        sheet.missing().forEach(name -> line(out, "missing", name));
    }

    private static void line(PrintStream out, String kind, ConsentSheet.Row row) {
        String scope = String.join(",", row.scope());
        String must = row.optional() ? "optional" : "required";
        line(out, kind, row.name(), row.level(), row.change(), must, scope, row.sentence(), row.reason());
    }

    private static void line(PrintStream out, String... cells) {
        out.println(Stream.of(cells).map(Text::clean).collect(Collectors.joining("\t")));
    }
}
