using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Scim.Service.Tests.Hosting;

namespace Scim.Service.Tests.Access;

/// <summary>RFC 7644 §7.2: a listener with a certificate speaks TLS and nothing else.</summary>
public sealed class TlsTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private RunningService? _service;
    private string _thumbprint = "";

    private RunningService Service => _service ?? throw new InvalidOperationException("The service has not started.");

    public async Task InitializeAsync()
    {
        var (path, password) = (_directory.File("listener.pfx"), Guid.NewGuid().ToString());
        await File.WriteAllBytesAsync(path, Certificate(password));
        _service = await RunningService.Start(
            _directory, null, "--urls", "https://127.0.0.1:0", "--Kestrel:Certificates:Default:Path", path, "--Kestrel:Certificates:Default:Password", password);
    }

    [Theory]
    [InlineData("Tls12")]
    [InlineData("Tls13")]
    public async Task a_listener_with_a_certificate_is_reached_by_this_version_of_tls(string version)
    {
        Service.Address.ShouldStartWith("https://");
        var negotiated = SslProtocols.None;
        using var handler = new SocketsHttpHandler
        {
            SslOptions = { EnabledSslProtocols = Enum.Parse<SslProtocols>(version), RemoteCertificateValidationCallback = IsTheListeners },
            PlaintextStreamFilter = (context, _) =>
            {
                negotiated = context.PlaintextStream.ShouldBeOfType<SslStream>().SslProtocol;
                return ValueTask.FromResult(context.PlaintextStream);
            },
        };
        using var http = new HttpClient(handler);
        var caller = new Caller(http, Service.Tenant.BaseUrl, Service.Secrets.Token);

        var user = (await caller.Post("/Users", new { userName = ServiceFixture.Fresh("user") })).Expect(201);

        user.Header("Location").ShouldBe($"{Service.Tenant.BaseUrl}/Users/{user.Id}");
        negotiated.ShouldBe(Enum.Parse<SslProtocols>(version));
        (await caller.With(null).Get("/Users")).ExpectScimError(401, "unauthenticated");
    }

    [Fact]
    public async Task a_request_without_tls_is_not_answered_there()
    {
        using var http = new HttpClient();
        var plain = new Caller(http, Service.Tenant.BaseUrl.Replace("https://", "http://", StringComparison.Ordinal), Service.Secrets.Token);
        await Should.ThrowAsync<HttpRequestException>(() => plain.Get("/Users"));
    }

    public async Task DisposeAsync()
    {
        await Service.DisposeAsync();
        _directory.Dispose();
    }

    private byte[] Certificate(string password)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        _thumbprint = certificate.Thumbprint;
        return certificate.Export(X509ContentType.Pfx, password);
    }

    private bool IsTheListeners(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        certificate is X509Certificate2 presented && presented.Thumbprint == _thumbprint && !errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch);
}
