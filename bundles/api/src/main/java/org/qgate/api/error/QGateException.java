package org.qgate.api.error;

/**
 * The one unchecked exception that crosses bundle borders. The message says what failed, which value, what was allowed;
 * never a secret and never a peer's raw bytes.
 */
public class QGateException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient ErrorCode code;
    private final String codeId;

    /**
     * Makes an error of the family.
     *
     * @param detail which value, and what was allowed
     */
    public QGateException(ErrorCode code, String detail) {
        this(code, detail, null);
    }

    /** Makes an error of the family with the failure that caused it. */
    public QGateException(ErrorCode code, String detail, Throwable cause) {
        super(code.id() + " " + detail, cause);
        this.code = code;
        this.codeId = code.id();
    }

    /** Returns the catalogue entry. */
    public ErrorCode code() {
        return code;
    }

    /** Returns the stable code. */
    public String codeId() {
        return codeId;
    }
}
