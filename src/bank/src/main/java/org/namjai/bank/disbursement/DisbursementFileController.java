package org.namjai.bank.disbursement;

import java.io.IOException;
import java.io.InputStream;
import org.namjai.bank.disbursement.Disbursements.Taken;
import org.namjai.bank.security.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where the platform instructs this bank in bulk. */
@RestController
class DisbursementFileController {
    private final DisbursementFiles files;

    DisbursementFileController(DisbursementFiles files) {
        this.files = files;
    }

    /** Accepted to be answered later; the same again changes nothing. */
    @PutMapping(path = "/api/v1/disbursement-files/{messageId}", consumes = MediaType.APPLICATION_XML_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    void instruct(@PathVariable String messageId, InputStream body) throws IOException {
        BulkFile file = Pain001Reader.read(body.readNBytes(IsoXml.MOST_BYTES + 1));
        if (!file.messageId().equals(messageId)) {
            throw new Refusal(
                    HttpStatus.BAD_REQUEST, "GrpHdr.MsgId", "ต้องตรงกับที่อยู่", "must be the address's message id");
        }
        if (files.take(file) == Taken.CONTRADICTION) {
            throw new Refusal(
                    HttpStatus.CONFLICT,
                    "GrpHdr.MsgId",
                    "มีไฟล์หรือรายการอื่นภายใต้รหัสนี้แล้ว",
                    "Another file, or another payment of it, was given under this id.");
        }
    }
}
