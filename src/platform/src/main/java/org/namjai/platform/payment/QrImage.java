package org.namjai.platform.payment;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.client.j2se.MatrixToImageWriter;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** The picture of a QR code, which still reads with an eighth of it covered. */
public final class QrImage {
    private static final int PNG_PIXELS = 480;
    private static final int MARGIN = 4;

    private QrImage() {}

    public static byte[] png(String text) {
        var png = new ByteArrayOutputStream();
        try {
            MatrixToImageWriter.writeToStream(matrix(text, PNG_PIXELS), "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return png.toByteArray();
    }

    /** One path with a square for each dark module. */
    public static String svg(String text) {
        BitMatrix matrix = matrix(text, 0);
        var path = new StringBuilder();
        for (int y = 0; y < matrix.getHeight(); y++) {
            for (int x = 0; x < matrix.getWidth(); x++) {
                if (matrix.get(x, y)) path.append("M%d %dh1v1h-1z".formatted(x, y));
            }
        }
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\"><path fill=\"#fff\" d=\"M0 0h%dv%dH0z\"/><path d=\"%s\"/></svg>"
                .formatted(matrix.getWidth(), matrix.getHeight(), matrix.getWidth(), matrix.getHeight(), path);
    }

    private static BitMatrix matrix(String text, int pixels) {
        try {
            return new QRCodeWriter()
                    .encode(
                            text,
                            BarcodeFormat.QR_CODE,
                            pixels,
                            pixels,
                            Map.of(
                                    EncodeHintType.ERROR_CORRECTION,
                                    ErrorCorrectionLevel.M,
                                    EncodeHintType.MARGIN,
                                    MARGIN));
        } catch (WriterException e) {
            throw new IllegalStateException("a Thai QR is short enough for a picture", e);
        }
    }
}
