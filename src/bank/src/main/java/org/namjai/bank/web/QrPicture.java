package org.namjai.bank.web;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.Map;

/**
 * A QR code as an SVG path.
 *
 * @param size width and height in modules, with the quiet zone
 * @param path a square for each dark module
 */
public record QrPicture(int size, String path) {
    private static final int QUIET_ZONE = 4;

    static QrPicture of(String text) {
        BitMatrix matrix = matrix(text);
        var path = new StringBuilder();
        for (int y = 0; y < matrix.getHeight(); y++) {
            for (int x = 0; x < matrix.getWidth(); x++) {
                if (matrix.get(x, y)) path.append("M%d %dh1v1h-1z".formatted(x, y));
            }
        }
        return new QrPicture(matrix.getWidth(), path.toString());
    }

    private static BitMatrix matrix(String text) {
        try {
            return new QRCodeWriter()
                    .encode(
                            text,
                            BarcodeFormat.QR_CODE,
                            0,
                            0,
                            Map.of(
                                    EncodeHintType.ERROR_CORRECTION,
                                    ErrorCorrectionLevel.M,
                                    EncodeHintType.MARGIN,
                                    QUIET_ZONE));
        } catch (WriterException e) {
            throw new IllegalStateException("a Thai QR is short enough for a picture", e);
        }
    }
}
