import java.io.FileInputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.LogManager;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Validates PDF files against flavours (2a, 3a, ua1 ...). Prints every failed rule once a
 * file, with the number of failures and the first page. Exit status 1 after any failure.
 *
 * <p>Call: Validate FLAVOUR[,FLAVOUR...] FILE...
 */
public final class Validate {
    private static final Pattern PAGE = Pattern.compile("pages\\[(\\d+)");

    private static String place(TestAssertion assertion) {
        Matcher page = PAGE.matcher(assertion.getLocation().getContext());
        return page.find() ? "page " + (Integer.parseInt(page.group(1)) + 1) : "document";
    }

    private static boolean validate(String file, String name) throws Exception {
        PDFAFlavour flavour = PDFAFlavour.fromString(name);
        try (FileInputStream in = new FileInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(in, flavour)) {
            PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false);
            ValidationResult result = validator.validate(parser);
            if (result.getTotalAssertions() == 0) {
                System.out.println(file + ": " + name + ": nothing was checked");
                return false;
            }
            Map<String, Integer> counts = new TreeMap<>();
            Map<String, String> first = new TreeMap<>();
            for (TestAssertion t : result.getTestAssertions()) {
                if (t.getStatus() == TestAssertion.Status.FAILED) {
                    String rule = t.getRuleId().getClause() + "-" + t.getRuleId().getTestNumber();
                    counts.merge(rule, 1, Integer::sum);
                    first.putIfAbsent(rule, place(t) + ": " + t.getMessage());
                }
            }
            counts.forEach((rule, n) -> System.out.println(
                    file + ": " + name + " rule " + rule + ", " + n + " times, " + first.get(rule)));
            return result.isCompliant();
        }
    }

    public static void main(String[] args) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        int failed = 0;
        int checked = 0;
        for (String flavour : args[0].split(",")) {
            for (int i = 1; i < args.length; i++, checked++) {
                failed += validate(args[i], flavour) ? 0 : 1;
            }
        }
        System.out.println(checked + " validations, " + failed + " failed");
        System.exit(failed == 0 && checked > 0 ? 0 : 1);
    }
}
