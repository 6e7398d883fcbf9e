package org.qgate.api.error;

/**
 * What a catalogue says of one error.
 *
 * @param id the stable code, {@code QG-<AREA>-<nnnn>}
 * @param severity how much it matters
 * @param retry what trying again can do
 * @param meaning what it means, one sentence
 * @param advice what to do, one sentence
 */
public record ErrorEntry(String id, Severity severity, Retry retry, String meaning, String advice) {
    /** Makes the entry with a number of an area of three letters. */
    static ErrorEntry of(String area, int number, Severity severity, Retry retry, String meaning, String advice) {
        return new ErrorEntry(String.format("QG-%s-%04d", area, number), severity, retry, meaning, advice);
    }
}
