package org.qgate.shell.internal.doctor;

/**
 * The result of one check.
 *
 * @param check its name, stable
 * @param evidence what was seen, with values
 * @param cause why that is bad; empty when it is not
 * @param fix the command or the setting that mends it; empty when nothing is to be done
 */
public record Finding(String check, Verdict verdict, String evidence, String cause, String fix) {
    /** All is well. */
    public static Finding ok(String check, String evidence) {
        return new Finding(check, Verdict.OK, evidence, "", "");
    }

    /** Not found out. */
    public static Finding skipped(String check, String why) {
        return new Finding(check, Verdict.SKIPPED, why, "", "");
    }

    /** Somebody should look. */
    public static Finding warn(String check, String evidence, String cause, String fix) {
        return new Finding(check, Verdict.WARN, evidence, cause, fix);
    }

    /** Wrong. */
    public static Finding fail(String check, String evidence, String cause, String fix) {
        return new Finding(check, Verdict.FAIL, evidence, cause, fix);
    }
}
