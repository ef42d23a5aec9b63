package org.namjai.platform.account;

import org.namjai.platform.shared.ParticipantId;
import org.namjai.platform.shared.ProgrammeId;

/** The transfers of one programme that concern one participant; they are numbered from 1 without a gap. */
public record ChainId(ProgrammeId programme, ParticipantId participant) {}
