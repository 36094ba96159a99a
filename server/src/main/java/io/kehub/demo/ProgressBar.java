package io.kehub.demo;

import java.io.PrintStream;

/** Progress as a bar on a terminal, or as a line for each tenth if the output goes into a file. */
public final class ProgressBar {

    private static final int WIDTH = 30;

    private final PrintStream out;
    private final boolean terminal;
    private final String caption;
    private final long total;
    private long shownTenth = -1;

    /** @param terminal whether {@code out} is a terminal, on which a line can be overwritten */
    public ProgressBar(PrintStream out, boolean terminal, String caption, long total) {
        this.out = out;
        this.terminal = terminal;
        this.caption = caption;
        this.total = total;
    }

    public synchronized void show(long done) {
        if (terminal) {
            var filled = (int) (total == 0 ? WIDTH : done * WIDTH / total);
            out.print("\r  " + caption + " [" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + done + "/"
                    + total);
            out.flush();
        } else if (total == 0 || done * 10 / total > shownTenth) {
            shownTenth = total == 0 ? 10 : done * 10 / total;
            out.println("  " + caption + " " + done + "/" + total);
        }
    }

    public void end() {
        if (terminal) {
            out.println();
        }
    }
}
