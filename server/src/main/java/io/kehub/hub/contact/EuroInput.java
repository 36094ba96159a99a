package io.kehub.hub.contact;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Converts text in Windows code page 936 to GB18030: the two agree except for the byte 0x80, which is the euro sign there and
 * nothing here.
 */
final class EuroInput extends FilterInputStream {

    private static final int EURO = 0x80;
    private static final int[] EURO_IN_GB18030 = {0xA2, 0xE3};

    /** Bytes of the character that began with a lead byte and are still to come; -1 where the second one decides. */
    private int rest;

    private boolean halfEuro;

    EuroInput(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        if (halfEuro) {
            halfEuro = false;
            return EURO_IN_GB18030[1];
        }
        var next = super.read();
        if (rest < 0) {
            rest = next >= '0' && next <= '9' ? 2 : 0;
        } else if (rest > 0) {
            rest--;
        } else if (next == EURO) {
            halfEuro = true;
            return EURO_IN_GB18030[0];
        } else if (next > EURO) {
            rest = -1;
        }
        return next;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        var count = 0;
        while (count < length) {
            var next = read();
            if (next < 0) {
                return count == 0 ? -1 : count;
            }
            buffer[offset + count++] = (byte) next;
        }
        return count;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
