package org.namjai.platform.workflow;

/**
 * What the deployment check asks of a file, said of one that does not keep to it: the one place for these sentences.
 * {@code %s} is what stands in the file.
 */
enum Rule {
    TOO_MANY_FILES("it has more than 40 files", "มีไฟล์มากกว่า 40 ไฟล์"),
    FILE_NAME(
            "only .bpmn, .dmn and .form files with a kebab-case name can be deployed",
            "รับเฉพาะไฟล์ .bpmn .dmn และ .form ที่ชื่อเป็นตัวพิมพ์เล็กคั่นด้วยขีดกลาง"),
    FILE_SIZE("the file is larger than 2 MB", "ไฟล์ใหญ่เกิน 2 MB"),
    ONE_PROGRAMME(
            "a deployment holds one programme: its process with all its tables and forms",
            "ส่งครั้งละหนึ่งโครงการ คือกระบวนการพร้อมตารางและแบบฟอร์มทั้งหมดของโครงการนั้น"),
    NO_PROGRAMME(
            "a process that is no programme (namjai:kind) is the platform's own and comes with it",
            "กระบวนการที่ไม่ใช่โครงการ (namjai:kind) เป็นของระบบและมากับระบบ"),
    NAME_OF_PROGRAMME("its name must begin with the programme's, %s", "ชื่อไฟล์ต้องขึ้นต้นด้วยชื่อโครงการ คือ %s"),
    NAME_IS_ID("the file's name must be the %s's id", "ชื่อไฟล์ต้องตรงกับ id ของ %s"),
    DOCTYPE("a DOCTYPE is not allowed", "ใช้ DOCTYPE ไม่ได้"),
    NOT_XML("the file is not well-formed XML", "ไฟล์ไม่ใช่ XML ที่ถูกต้อง"),
    NOT_JSON("the file is not valid JSON", "ไฟล์ไม่ใช่ JSON ที่ถูกต้อง"),
    GROUPS_TOO_DEEP("groups are nested too deep", "กลุ่มซ้อนกันลึกเกินไป"),
    HTML_COMPONENT("HTML and frames are not allowed in a form", "แบบฟอร์มมี HTML หรือเฟรมไม่ได้"),
    COMPONENT("a form cannot hold a component of type '%s'", "แบบฟอร์มมีส่วนประกอบชนิด '%s' ไม่ได้"),
    FIELD_KEY("a field's key has letters and digits only", "key ของช่องมีได้เฉพาะตัวอักษรอังกฤษและตัวเลข"),
    KEY_TWICE("the key '%s' stands there twice", "มี key '%s' ซ้ำกัน"),
    FORM_UNIT("namjaiUnit is household or plot", "namjaiUnit เป็น household หรือ plot เท่านั้น"),
    HTML_TEXT("HTML is not allowed in a form's text", "ข้อความในแบบฟอร์มมี HTML ไม่ได้"),
    PATTERN("the pattern is no regular expression", "pattern ไม่ใช่ regular expression"),
    PATTERN_REPEATS(
            "the pattern repeats what is repeated, which can take for ever",
            "pattern ทำซ้ำสิ่งที่ซ้ำอยู่แล้ว ซึ่งอาจใช้เวลาไม่รู้จบ"),
    ONE_PROCESS("a file holds exactly one process", "ไฟล์หนึ่งมีกระบวนการได้เพียงหนึ่งเดียว"),
    ONE_DECISION("a file holds exactly one decision", "ไฟล์หนึ่งมีการตัดสินได้เพียงหนึ่งเดียว"),
    NO_HISTORY("historyTimeToLive must be set", "ต้องกำหนด historyTimeToLive"),
    TOO_DEEP("elements are nested too deep", "องค์ประกอบซ้อนกันลึกเกินไป"),
    ELEMENT("<%s> is not allowed", "ใช้ <%s> ไม่ได้"),
    ATTRIBUTE("the attribute camunda:%s is not allowed", "ใช้แอตทริบิวต์ camunda:%s ไม่ได้"),
    NAMESPACE("the namespace %s is not allowed", "ใช้เนมสเปซ %s ไม่ได้"),
    NO_TASK_TYPE("a service task must be one of Namjai's task types", "service task ต้องเป็นงานชนิดหนึ่งของน้ำใจ"),
    TASK_TYPE("'%s' is not one of Namjai's task types", "'%s' ไม่ใช่ชนิดงานของน้ำใจ"),
    LANGUAGE("the expression language must be FEEL", "ภาษาของนิพจน์ต้องเป็น FEEL"),
    EXPRESSION("the expression '%s' is not allowed", "ใช้นิพจน์ '%s' ไม่ได้"),
    CONDITION(
            "a condition compares one variable with a value, such as ${outcome == 'eligible'}",
            "เงื่อนไขเทียบตัวแปรหนึ่งตัวกับค่าหนึ่งค่า เช่น ${outcome == 'eligible'}"),
    INSTANCES(
            "a multi-instance task says in numbers how often it runs, at most 100 times",
            "งานแบบ multi-instance ต้องบอกจำนวนครั้งเป็นตัวเลข ไม่เกิน 100 ครั้ง"),
    CYCLE(
            "a timer's cycle says how often it fires, at least a minute apart, such as R3/PT10M",
            "รอบของตัวจับเวลาต้องบอกจำนวนครั้ง ห่างกันอย่างน้อยหนึ่งนาที เช่น R3/PT10M"),
    NO_DECISION("it names no decision", "ไม่ได้ระบุตารางตัดสิน"),
    NOT_DEPLOYED("%s is not in this deployment", "ไม่มี %s ในชุดไฟล์นี้"),
    BINDING(
            "%s must be 'deployment', or another version could take its place",
            "%s ต้องเป็น 'deployment' มิฉะนั้นรุ่นอื่นอาจมาแทนได้"),
    CIRCLE("the process runs in a circle without waiting for anybody", "กระบวนการวนซ้ำโดยไม่รอใคร"),
    PROGRAMME_NAME("the programme's name reads 'Thai / English'", "ชื่อโครงการต้องเขียนเป็น 'ภาษาไทย / English'"),
    NOT_EXECUTABLE("isExecutable must be set", "ต้องกำหนด isExecutable"),
    ONE_START("a programme has exactly one start event", "โครงการมีจุดเริ่มได้เพียงจุดเดียว"),
    TRIGGERED_START("a programme starts with a request and nothing else", "โครงการเริ่มด้วยคำขอเท่านั้น"),
    NO_REQUEST_FORM("the start event has no request form", "จุดเริ่มไม่มีแบบฟอร์มคำขอ"),
    UNIT("namjai:unit is person, household or plot", "namjai:unit เป็น person, household หรือ plot เท่านั้น"),
    UNIT_FIELD(
            "the request form has one field whose namjaiUnit is the programme's unit",
            "แบบฟอร์มคำขอต้องมีหนึ่งช่องที่ namjaiUnit เป็นหน่วยของโครงการ"),
    NOT_THE_APPLICANTS(
            "'%s' comes from a registry or a decision, not from the applicant",
            "'%s' มาจากทะเบียนหรือการตัดสิน ไม่ใช่จากผู้ขอ"),
    NO_MESSAGES(
            "nobody sends a message to a programme's process", "ไม่มีใครส่งข้อความ (message) ถึงกระบวนการของโครงการ"),
    NO_SUCH_ERROR("no task type raises the error '%s'", "ไม่มีงานชนิดใดแจ้งข้อผิดพลาด '%s'"),
    UNCAUGHT(
            "the error %s needs a boundary event, or the request ends in silence",
            "ข้อผิดพลาด %s ต้องมี boundary event รองรับ มิฉะนั้นคำขอจะจบไปเงียบ ๆ"),
    NO_DEFAULT(
            "a gateway that asks a question has a default flow", "เกตเวย์ที่ถามคำถามต้องมีทางเริ่มต้น (default flow)"),
    PARAMETER("the parameter '%s' is missing", "ขาดพารามิเตอร์ '%s'"),
    CLAIMED_UNIT(
            "the parameter 'unit' is person, household or plot",
            "พารามิเตอร์ 'unit' เป็น person, household หรือ plot เท่านั้น"),
    NOT_SET_BEFORE("nothing before it sets '%s'", "ไม่มีขั้นตอนใดก่อนหน้าที่กำหนดค่า '%s'"),
    NOT_SET("nothing sets '%s'", "ไม่มีขั้นตอนใดกำหนดค่า '%s'"),
    NO_REGISTRY("there is no registry '%s'", "ไม่มีทะเบียน '%s'"),
    NOT_ASKED("the %s registry is not asked for '%s'", "ทะเบียน %s ไม่รับคำถามเรื่อง '%s'"),
    STARTS_NOWHERE("it starts nowhere", "เส้นนี้ไม่มีจุดเริ่ม"),
    DECISION_TABLE("a decision is a decision table", "การตัดสินต้องเป็นตารางตัดสิน"),
    OUTPUT_NAME("an output has a name of letters and digits", "ชื่อผลลัพธ์มีได้เฉพาะตัวอักษรอังกฤษและตัวเลข"),
    OUTPUT_TWICE("the output '%s' stands there twice", "มีผลลัพธ์ '%s' ซ้ำกัน"),
    OUTPUT_MISSING("the output '%s' is missing", "ขาดผลลัพธ์ '%s'"),
    NO_RULE("the table has no rule", "ตารางไม่มีกติกา"),
    TOO_MANY_RULES("the table has more than 2,000 rules", "ตารางมีกติกามากกว่า 2,000 ข้อ"),
    NOT_OF_A_PURCHASE("a purchase has no '%s'", "การซื้อไม่มีข้อมูล '%s'"),
    LIMIT_INPUTS(
            "a table of limits asks for nothing but 'round' and 'merchantClass'",
            "ตารางวงเงินถามได้เพียง 'round' และ 'merchantClass'"),
    LIMIT_CELL(
            "this is no %s: who is payer, merchant or participant, period is minute or day, numbers are whole or left out",
            "ค่านี้ไม่ใช่ %s: who คือ payer merchant หรือ participant, period คือ minute หรือ day, ตัวเลขเป็นจำนวนเต็มหรือเว้นว่าง"),
    PHASES("the table of the phases has one input, 'round'", "ตารางของรอบมีข้อมูลเข้าเพียงหนึ่งเดียว คือ 'round'"),
    FIRST_DAY(
            "the first day on which a round pays is a day such as 2024-12-16, in quotes",
            "วันแรกที่รอบจ่ายเงินต้องเป็นวันที่ เช่น 2024-12-16 ในเครื่องหมายคำพูด"),
    HIT_POLICY("the hit policy %s does not give one row", "hit policy %s ไม่ได้ให้ผลเพียงแถวเดียว"),
    FEEL_TOO_LONG("an expression is longer than 4,000 characters", "นิพจน์ยาวเกิน 4,000 ตัวอักษร"),
    FEEL_TOO_DEEP("an expression is nested too deep", "นิพจน์ซ้อนกันลึกเกินไป"),
    NOT_FEEL("'%s' is not valid FEEL", "'%s' ไม่ใช่ FEEL ที่ถูกต้อง"),
    FEEL_DEFINITION(
            "functions, and external functions above all, are not allowed in FEEL",
            "นิยามฟังก์ชันใน FEEL ไม่ได้ โดยเฉพาะฟังก์ชันภายนอก"),
    FEEL_METHOD("the call of '%s' on a value is not allowed", "เรียก '%s' บนค่าหนึ่ง ๆ ไม่ได้"),
    FEEL_FUNCTION("the function '%s' is not allowed", "ใช้ฟังก์ชัน '%s' ไม่ได้"),
    FEEL_LOOPS("loops are nested more than 3 deep", "ลูปซ้อนกันเกิน 3 ชั้น"),
    FEEL_LOOP(
            "a loop runs over a list, or from one number to another",
            "ลูปต้องวนตามรายการ หรือจากตัวเลขหนึ่งถึงอีกตัวเลขหนึ่ง"),
    FEEL_RANGE(
            "a loop's range has two plain numbers, at most 1,000 apart",
            "ช่วงของลูปต้องเป็นตัวเลขสองตัวที่ห่างกันไม่เกิน 1,000"),
    FEEL_POWER("a power is a plain number up to 10", "เลขยกกำลังต้องเป็นตัวเลขไม่เกิน 10"),

    // Careless, though harmless.
    NO_TAG("the version has no tag", "รุ่นนี้ไม่มีป้ายรุ่น (version tag)"),
    NO_UNIT("namjai:unit is missing; grants are counted by person", "ไม่มี namjai:unit จึงนับสิทธิเป็นรายบุคคล"),
    NO_DOCUMENTATION("it has no documentation", "ไม่มีคำอธิบาย"),
    NO_THAI_NAME("it has no Thai name", "ไม่มีชื่อภาษาไทย"),
    OF_THE_DAY("the decision changes with the day on which it is made", "ผลการตัดสินเปลี่ยนไปตามวันที่ตัดสิน");

    private final String en;
    private final String th;

    Rule(String en, String th) {
        this.en = en;
        this.th = th;
    }

    /** A rule that was broken, in words. */
    record Broken(String th, String en) {}

    /** @param said in the file, in the sentences' order */
    Broken of(Object... said) {
        return new Broken(th.formatted(said), en.formatted(said));
    }
}
