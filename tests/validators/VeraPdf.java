import java.io.File;
import java.nio.file.*;
import java.util.*;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.*;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.*;
import org.verapdf.pdfa.validation.profiles.*;
import org.verapdf.pdfa.validation.validators.*;

/**
 * Holds every *.pdf of a folder against flavours such as 3a and ua1, all in one virtual machine.
 * Prints a line for each: name, flavour, PASS or FAIL, number of checks, rules that failed.
 */
public class VeraPdf {
    public static void main(String[] arguments) throws Exception {
        java.util.logging.LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        File[] files = new File(arguments[0]).listFiles((folder, name) -> name.endsWith(".pdf"));
        Arrays.sort(files);
        for (File file : files)
            for (int index = 1; index < arguments.length; index++)
                System.out.println(file.getName() + "\t" + arguments[index] + "\t" + verdict(file, arguments[index]));
        System.exit(0);
    }

    static String verdict(File file, String name) {
        PDFAFlavour flavour = PDFAFlavour.byFlavourId(name);
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour)) {
            ValidatorConfig settings = ValidatorFactory.createConfig(
                flavour, false, 20, false, false, java.util.logging.Level.OFF, "", false);
            ValidationResult result = Foundries.defaultInstance().createValidator(settings).validate(parser);
            StringJoiner failed = new StringJoiner("; ");
            for (Map.Entry<RuleId, Integer> rule : result.getFailedChecks().entrySet())
                failed.add(rule.getKey().getClause() + "-" + rule.getKey().getTestNumber() + ": "
                    + result.getValidationProfile().getRuleByRuleId(rule.getKey()).getDescription());
            return (result.isCompliant() ? "PASS" : "FAIL") + "\t" + result.getTotalAssertions() + "\t"
                + failed.toString().replaceAll("\\s+", " ");
        } catch (Exception error) {
            return "FAIL\t0\t" + error.toString().replaceAll("\\s+", " ");
        }
    }
}
