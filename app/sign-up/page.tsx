import { SignPage, type SignPageProps, signMetadata } from "../sign-in/sign-page";

export const generateMetadata = () => signMetadata("up");

export default function Page(props: SignPageProps) {
  return <SignPage mode="up" {...props} />;
}
