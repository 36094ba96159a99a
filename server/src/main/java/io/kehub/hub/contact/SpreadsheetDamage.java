package io.kehub.hub.contact;

import io.kehub.kernel.FieldError;
import io.kehub.kernel.Text;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What spreadsheet programs make of texts that they take for numbers, dates or formulas. The original is lost or altered,
 * and to store the rest would be to store a wrong contact.
 */
final class SpreadsheetDamage {

    private static final String REPAIR = "在表格中把该列的格式设为“文本”，重新填写原值，再导出 CSV";

    /** Results of failed formulas; no text of a person looks so. */
    private static final Pattern ERROR = Pattern.compile(
            "#(N/A|REF!|VALUE!|NAME\\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|UNKNOWN!|CONNECT!|BUSY!|GETTING_DATA)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern FORMULA = Pattern.compile("=\\s*\".*\"", Pattern.DOTALL);

    /** As spreadsheets write it: one digit before the point, two or more in the exponent. */
    private static final Pattern WRITTEN_SCIENTIFIC = Pattern.compile("[-+]?[0-9](\\.[0-9]+)?E[-+][0-9]{2,3}");

    private static final Pattern SCIENTIFIC = Pattern.compile("[-+]?[0-9]+([.,][0-9]*)?[eE][-+]?[0-9]{1,3}");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9]*[.,][0-9]+");
    private static final Pattern THOUSANDS = Pattern.compile("[-+]?[0-9]{1,3}([,' ][0-9]{3})+(\\.[0-9]+)?");
    private static final Pattern TOO_NARROW = Pattern.compile("#{2,}");

    private static final Pattern DATE_OR_TIME = Pattern.compile(
            "[0-9]{2,4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,4}日?( .*)?|[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2,4}( .*)?"
                    + "|[0-9]{1,4}[/][0-9]{1,2}|[0-9]{1,2}月[0-9]{1,2}日|[0-9]{4}年[0-9]{1,2}月"
                    + "|[0-9]{1,2}-(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(-[0-9]{2,4})?"
                    + "|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*-[0-9]{2,4}"
                    + "|[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?( ?[ap]m)?",
            Pattern.CASE_INSENSITIVE);

    /** More digits than spreadsheets calculate with: from the sixteenth on they are zeros. */
    private static final Pattern ROUNDED = Pattern.compile("[0-9]{15}0{2,}");

    private SpreadsheetDamage() {}

    /** What is wrong with a WeChat id, which is a text of its own and never a number with a fraction or a date. */
    static Optional<FieldError> ofId(String field, String caption, String text) {
        var id = Text.trimmed(Normalizer.normalize(text, Normalizer.Form.NFKC));
        if (SCIENTIFIC.matcher(id).matches()) {
            return error(field, caption, text, "是科学计数法，原有数字已丢失");
        }
        if (ROUNDED.matcher(id).matches()) {
            return error(field, caption, text, "超过 15 位数字，末尾数字已被表格软件改成 0");
        }
        if (DECIMAL.matcher(id).matches() || THOUSANDS.matcher(id).matches()) {
            return error(field, caption, text, "被表格软件当作数字，加上了小数点或分隔符");
        }
        if (DATE_OR_TIME.matcher(id).matches()) {
            return error(field, caption, text, "是日期或时间，原值已被表格软件改写");
        }
        if (TOO_NARROW.matcher(id).matches()) {
            return error(field, caption, text, "是列宽不足时显示的符号，原值已丢失");
        }
        if (id.startsWith("'") || id.startsWith("’") || id.startsWith("‘")) {
            return error(field, caption, text, "以撇号开头，撇号是表格软件的文本标记");
        }
        if (id.startsWith("=")) {
            return error(field, caption, text, "是公式");
        }
        return ofText(field, caption, text);
    }

    /** What is wrong with a text in which a person may write numbers, dates and apostrophes. */
    static Optional<FieldError> ofText(String field, String caption, String text) {
        var trimmed = Text.trimmed(text);
        if (ERROR.matcher(trimmed).matches()) {
            return error(field, caption, text, "是公式的错误值");
        }
        if (FORMULA.matcher(trimmed).matches()) {
            return error(field, caption, text, "是公式");
        }
        return WRITTEN_SCIENTIFIC.matcher(trimmed).matches()
                ? error(field, caption, text, "是科学计数法，原有数字已丢失")
                : Optional.empty();
    }

    private static Optional<FieldError> error(String field, String caption, String text, String what) {
        return Optional.of(
                new FieldError(field, caption + "“" + CsvColumns.shortened(Text.trimmed(text)) + "”" + what, REPAIR));
    }
}
