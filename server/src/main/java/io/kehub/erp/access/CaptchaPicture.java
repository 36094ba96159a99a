package io.kehub.erp.access;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.random.RandomGenerator;
import javax.imageio.ImageIO;

/** Draws a code as a PNG. Characters are drawn as strokes, because a minimal server has no fonts. */
final class CaptchaPicture {

    /** The characters in use, without look-alikes; strokes on a grid 4 wide and 6 high. */
    static final String LETTERS = "ACEFHKLMNPTVXYZ3479";

    private static final Map<Character, String> STROKES = Map.ofEntries(
            Map.entry('A', "06 20 46;13 33"),
            Map.entry('C', "41 30 10 01 05 16 36 45"),
            Map.entry('E', "40 00 06 46;03 33"),
            Map.entry('F', "40 00 06;03 33"),
            Map.entry('H', "00 06;40 46;03 43"),
            Map.entry('K', "00 06;40 03 46"),
            Map.entry('L', "00 06 46"),
            Map.entry('M', "06 00 23 40 46"),
            Map.entry('N', "06 00 46 40"),
            Map.entry('P', "06 00 30 41 42 33 03"),
            Map.entry('T', "00 40;20 26"),
            Map.entry('V', "00 26 40"),
            Map.entry('X', "00 46;40 06"),
            Map.entry('Y', "00 23 40;23 26"),
            Map.entry('Z', "00 40 06 46"),
            Map.entry('3', "00 40 23 33 44 45 36 16 05"),
            Map.entry('4', "36 30 04 44"),
            Map.entry('7', "00 40 16"),
            Map.entry('9', "41 30 10 01 02 13 33 42;41 45 36 16"));

    private static final int WIDTH = 150;
    private static final int HEIGHT = 50;
    private static final int LINES = 5;
    private static final int DOTS = 120;

    private CaptchaPicture() {}

    static byte[] png(String code, RandomGenerator random) {
        var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, WIDTH, HEIGHT);
        for (var index = 0; index < code.length(); index++) {
            letter(pen, code.charAt(index), 14 + index * (WIDTH - 20) / code.length(), random);
        }
        noise(pen, random);
        pen.dispose();
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void letter(Graphics2D pen, char letter, int left, RandomGenerator random) {
        var place = new AffineTransform();
        place.translate(left + random.nextInt(5), 10 + random.nextInt(7));
        place.rotate(random.nextDouble(-0.35, 0.35), 10, 13);
        place.shear(random.nextDouble(-0.25, 0.25), 0);
        place.scale(random.nextDouble(3.6, 4.8), random.nextDouble(3.6, 4.6));
        pen.setColor(dark(random));
        pen.setStroke(new BasicStroke(2.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        for (var stroke : STROKES.getOrDefault(letter, "").split(";")) {
            var path = new Path2D.Double();
            for (var point : stroke.split(" ")) {
                var x = point.charAt(0) - '0';
                var y = point.charAt(1) - '0';
                if (path.getCurrentPoint() == null) {
                    path.moveTo(x, y);
                } else {
                    path.lineTo(x, y);
                }
            }
            pen.draw(path.createTransformedShape(place));
        }
    }

    private static void noise(Graphics2D pen, RandomGenerator random) {
        pen.setStroke(new BasicStroke(1.2f));
        for (var line = 0; line < LINES; line++) {
            pen.setColor(dark(random));
            var path = new Path2D.Double();
            path.moveTo(0, random.nextInt(HEIGHT));
            path.curveTo(
                    WIDTH / 3.0,
                    random.nextInt(HEIGHT),
                    WIDTH * 2 / 3.0,
                    random.nextInt(HEIGHT),
                    WIDTH,
                    random.nextInt(HEIGHT));
            pen.draw(path);
        }
        for (var dot = 0; dot < DOTS; dot++) {
            pen.setColor(dark(random));
            pen.fillRect(random.nextInt(WIDTH), random.nextInt(HEIGHT), 1, 1);
        }
    }

    private static Color dark(RandomGenerator random) {
        return new Color(random.nextInt(130), random.nextInt(130), random.nextInt(160));
    }
}
