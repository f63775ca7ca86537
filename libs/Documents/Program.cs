using System.Globalization;
using System.Text;
using Switchyard.Documents;

// The program that DocumentText starts: a PDF comes in, its text goes out, and the exit code says why there is none.
// It ends by itself when its time is over, also where whoever started it is gone.
var maxCharacters = int.Parse(args[0], CultureInfo.InvariantCulture);
using var end = new Timer(_ => Environment.Exit((int)DocumentFailure.TooSlow), null, TimeSpan.FromMilliseconds(long.Parse(args[1], CultureInfo.InvariantCulture)), Timeout.InfiniteTimeSpan);
try
{
    using var pdf = new MemoryStream();
    Console.OpenStandardInput().CopyTo(pdf);
    var text = PdfText.Read(pdf.ToArray(), maxCharacters);
    Console.OpenStandardOutput().Write(Encoding.UTF8.GetBytes(text));
    return 0;
}
catch (DocumentException exception)
{
    return (int)exception.Failure;
}
catch (OutOfMemoryException)
{
    return (int)DocumentFailure.TooLarge;
}
