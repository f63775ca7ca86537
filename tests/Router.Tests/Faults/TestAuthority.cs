using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Switchyard.Router.Tests.Faults;

/// <summary>An authority made here, which nobody trusts who is not told to by its file.</summary>
internal sealed class TestAuthority : IDisposable
{
    private static readonly DateTimeOffset s_start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset s_end = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _certificate;
    private byte _last;

    public TestAuthority()
    {
        var request = new CertificateRequest("CN=authority", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        _certificate = request.CreateSelfSigned(s_start, s_end);
        File.WriteAllText(Path, _certificate.ExportCertificatePem());
    }

    /// <summary>Gets the file with its certificate.</summary>
    public string Path { get; } = System.IO.Path.GetTempFileName();

    /// <summary>Makes a certificate for <c>localhost</c>, each with a key of its own.</summary>
    public X509Certificate2 Issue()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var issued = RequestFor(key).Create(_certificate, s_start, s_end, [++_last]);
        return issued.CopyWithPrivateKey(key);
    }

    /// <summary>Makes a certificate for <c>localhost</c> that vouches for itself.</summary>
    public static X509Certificate2 SelfSigned(DateTimeOffset notAfter)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return RequestFor(key).CreateSelfSigned(s_start, notAfter);
    }

    public void Dispose()
    {
        File.Delete(Path);
        _certificate.Dispose();
        _key.Dispose();
    }

    private static CertificateRequest RequestFor(ECDsa key)
    {
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        return request;
    }
}
