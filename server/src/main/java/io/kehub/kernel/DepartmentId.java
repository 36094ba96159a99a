package io.kehub.kernel;

/** The id of a department 部门 in the ERP; the ERP's native dialects call it {@code ord}. */
public record DepartmentId(long value) {

    public DepartmentId {
        if (value < 1) {
            throw new IllegalArgumentException("a department id is a positive number, not " + value);
        }
    }
}
